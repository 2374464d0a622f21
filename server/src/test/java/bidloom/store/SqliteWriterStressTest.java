package bidloom.store;

import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writes of several threads on a real file, in groups, look as if each had been done alone at one
 * moment between its call and its answer; one that falls leaves nothing, and takes no other along.
 */
@Tag("lincheck")
class SqliteWriterStressTest {
  private static final AtomicLong COUNTERS = new AtomicLong();
  private static Database database = TestDatabase.sqlite().open();

  @BeforeAll
  static void createCounters() {
    database.write(tx -> tx.update("CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER)"));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** A row that counts. */
  public static final class Counter {
    private static final String ADD = "UPDATE counter SET n = n + 1 WHERE id = ? RETURNING n";
    private final long id = COUNTERS.incrementAndGet();

    public Counter() {
      database.write(tx -> tx.update("INSERT INTO counter VALUES (?, 0)", id));
    }

    @Operation
    public long add() {
      return database.write(this::add);
    }

    private long add(Tx tx) {
      return tx.one(ADD, row -> row.number("n"), id).orElseThrow();
    }

    @Operation
    public boolean fall() {
      try {
        database.<Long>write(
            tx -> {
              add(tx);
              throw new IllegalStateException("on purpose");
            });
        return false;
      } catch (IllegalStateException onPurpose) {
        return true;
      }
    }

    @Operation
    public long read() {
      return database.read(
          tx ->
              tx.one("SELECT n FROM counter WHERE id = ?", row -> row.number("n"), id)
                  .orElseThrow());
    }
  }

  /** What it is like. */
  public static final class Tally {
    private long n;

    public long add() {
      return ++n;
    }

    public boolean fall() {
      return true;
    }

    public long read() {
      return n;
    }
  }

  @Test
  void groupedWritesLookAsIfDoneOneByOne() {
    new StressOptions()
        .iterations(8)
        .invocationsPerIteration(60)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(0)
        .actorsAfter(1)
        .sequentialSpecification(Tally.class)
        .check(Counter.class);
  }
}
