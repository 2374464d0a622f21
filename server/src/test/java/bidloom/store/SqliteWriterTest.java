package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One table of numbers, written through connections that break when the test says so. */
class SqliteWriterTest {
  private static final String INSERT = "INSERT INTO number (n) VALUES (?)";

  private final TestDatabase home = TestDatabase.sqlite();
  private final List<Connection> opened = new ArrayList<>();
  private volatile boolean down;
  private final SqliteWriter writer = new SqliteWriter(source(), connection -> 0);

  SqliteWriterTest() throws SQLException {
    home.execute("CREATE TABLE number (n INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    writer.close();
  }

  /** A source of plain connections; nothing else of it is asked for. */
  private DataSource source() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (down) {
                throw new SQLException("away");
              }
              Connection connection = DriverManager.getConnection(home.url());
              opened.add(connection);
              return connection;
            });
  }

  private int insert(int n) {
    return writer.write(tx -> tx.update(INSERT, n));
  }

  private List<String> numbers() throws SQLException {
    return home.column("SELECT n FROM number ORDER BY n").stream()
        .map(Optional::orElseThrow)
        .toList();
  }

  /** Keeps the writer busy, so that what is written meanwhile is one group. */
  private final class Busy implements AutoCloseable {
    private final CountDownLatch free = new CountDownLatch(1);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    Busy() throws InterruptedException {
      CountDownLatch working = new CountDownLatch(1);
      Future<?> _ =
          callers.submit(
              () ->
                  writer.write(
                      tx -> {
                        working.countDown();
                        return waitedFor(free);
                      }));
      assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
      free.countDown();
      callers.close();
    }
  }

  private static boolean waitedFor(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void whatFallsFallsAloneAndIsItsCallersOwn() throws Exception {
    IllegalStateException refusal = new IllegalStateException("no");
    AssertionError bug = new AssertionError("a bug");
    List<Future<Integer>> written = new ArrayList<>();
    Future<Object> refused;
    Future<Object> broken;
    try (Busy busy = new Busy()) {
      written.add(busy.callers.submit(() -> insert(1)));
      refused = busy.callers.submit(() -> fall(2, refusal));
      broken =
          busy.callers.submit(
              () ->
                  writer.write(
                      tx -> {
                        tx.update(INSERT, 3);
                        throw bug;
                      }));
      written.add(busy.callers.submit(() -> insert(4)));
    }
    for (Future<Integer> one : written) {
      assertThat(one.get()).isEqualTo(1);
    }
    assertThat(refused.exceptionNow()).isSameAs(refusal);
    assertThat(broken.exceptionNow()).isSameAs(bug);
    assertThat(numbers()).containsExactly("1", "4");
  }

  private Object fall(int n, RuntimeException refusal) {
    return writer.write(
        tx -> {
          tx.update(INSERT, n);
          throw refusal;
        });
  }

  @Test
  void aConnectionThatBreaksIsClosedAndReplacedByTheNextWrite() throws SQLException {
    insert(1);
    opened.getFirst().close();
    assertThatThrownBy(() -> insert(2)).isInstanceOf(StoreFailure.class);
    down = true;
    assertThatThrownBy(() -> insert(3)).isInstanceOf(StoreFailure.class);
    down = false;
    assertThat(insert(4)).isEqualTo(1);
    assertThat(opened).hasSize(2);
    assertThat(numbers()).containsExactly("1", "4");
  }

  @Test
  void betweenWritesTheFileIsFreeForOthers() throws SQLException {
    insert(1);
    assertThat(home.execute("INSERT INTO number (n) VALUES (2)")).isEqualTo(1);
  }

  @Test
  void aWriteInsideAWriteIsRefusedRatherThanWaitForItself() {
    assertThatThrownBy(() -> writer.write(tx -> insert(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingFinishesWhatWaitsAndTakesNothingMore() throws Exception {
    Future<Integer> waiting;
    try (Busy busy = new Busy()) {
      waiting = busy.callers.submit(() -> insert(1));
    }
    assertThat(waiting.get()).isEqualTo(1);
    writer.close();
    assertThat(opened.getFirst().isClosed()).isTrue();
    assertThatThrownBy(() -> insert(2))
        .isInstanceOf(StoreFailure.class)
        .hasMessage("The database is closed.");
  }

  @Test
  void whoIsInterruptedBeforeAWriteHasNotWrittenAndStaysInterrupted() throws Exception {
    Thread caller =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  Thread.currentThread().interrupt();
                  assertThatThrownBy(() -> insert(1)).isInstanceOf(StoreFailure.class);
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                });
    List<Throwable> fallen = new ArrayList<>();
    caller.setUncaughtExceptionHandler((thread, failure) -> fallen.add(failure));
    caller.start();
    assertThat(caller.join(Duration.ofSeconds(30))).isTrue();
    assertThat(fallen).isEmpty();
    assertThat(numbers()).isEmpty();
  }
}
