package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Run;
import bidloom.store.Database;
import bidloom.store.TestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL, neither of which ever polls: what one logs, the other hears of. */
@Tag("postgres")
class HintsTest {
  private static final String LISTENERS =
      "SELECT pid FROM pg_stat_activity"
          + " WHERE application_name = 'bidloom hints' AND datname = current_database()"
          + " AND query LIKE 'LISTEN%'";
  private static final String CUT_LISTENERS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE application_name = 'bidloom hints' AND datname = current_database()";

  private final TestDatabase home = TestDatabase.postgres();
  private final LogFixture fixture = new LogFixture(home);
  private final Database nearDatabase = home.open();
  private final EventLog near = LogFixture.log(nearDatabase);
  private final Database farDatabase = home.open();
  private final EventLog far = LogFixture.log(farDatabase);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.close();
    far.close();
    farDatabase.close();
    near.close();
    nearDatabase.close();
    fixture.close();
  }

  @Test
  void aSubscriberElsewhereHearsOfEachEventWithoutAPoll() throws Exception {
    awaitListeners(Set.of());
    Run run = fixture.newRun();
    Future<List<Long>> seen = threads.submit(new Reader(far, run, 0));
    LogFixture.tell(near, run, 40);
    LogFixture.end(near, run);
    assertThat(seen.get(30, TimeUnit.SECONDS))
        .isEqualTo(LongStream.rangeClosed(1, 41).boxed().toList());
  }

  @Test
  void aListenerWhoseConnectionIsCutListensAgain() throws Exception {
    Set<Optional<String>> before = awaitListeners(Set.of());
    home.value(CUT_LISTENERS);
    awaitListeners(before);
    Run run = fixture.newRun();
    Future<List<Long>> seen = threads.submit(new Reader(far, run, 0));
    LogFixture.end(near, run);
    assertThat(seen.get(30, TimeUnit.SECONDS)).containsExactly(1L);
  }

  /** Waits until both nodes listen, on other connections than those. */
  private Set<Optional<String>> awaitListeners(Set<Optional<String>> former) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      Set<Optional<String>> listening = new HashSet<>(home.column(LISTENERS));
      listening.removeAll(former);
      if (listening.size() == 2) {
        return listening;
      }
      assertThat(System.nanoTime()).as("waiting for listeners").isLessThan(deadline);
    }
  }
}
