package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Run;
import bidloom.store.Database;
import bidloom.store.TestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL, neither of which ever polls: what one logs, the other hears of. */
class HintsTest {
  private static final String LISTENERS =
      "SELECT pid FROM pg_stat_activity"
          + " WHERE application_name = 'bidloom hints' AND datname = current_database()"
          + " AND query LIKE 'LISTEN%'";
  private static final String CUT_LISTENERS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE application_name = 'bidloom hints' AND datname = current_database()";

  private final TestDatabase home = TestDatabase.postgres();

  @Test
  void aSubscriberElsewhereHearsOfEachEventWithoutAPoll() throws Exception {
    try (Database other = home.open();
        LogFixture here = new LogFixture(home);
        EventLog near = LogFixture.log(other);
        ExecutorService threads = Executors.newCachedThreadPool();
        Database writing = home.open();
        EventLog owner = LogFixture.log(writing)) {
      awaitListeners(Set.of());
      Run run = here.newRun();
      Future<List<Long>> far = threads.submit(new Reader(near, run, 0));
      LogFixture.tell(owner, run, 40);
      LogFixture.end(owner, run);
      assertThat(far.get(30, TimeUnit.SECONDS))
          .isEqualTo(LongStream.rangeClosed(1, 41).boxed().toList());
    }
  }

  @Test
  void aListenerWhoseConnectionIsCutListensAgain() throws Exception {
    try (Database other = home.open();
        LogFixture here = new LogFixture(home);
        EventLog near = LogFixture.log(other);
        ExecutorService threads = Executors.newCachedThreadPool();
        Database writing = home.open();
        EventLog owner = LogFixture.log(writing)) {
      Set<Optional<String>> before = awaitListeners(Set.of());
      home.value(CUT_LISTENERS);
      awaitListeners(before);
      Run run = here.newRun();
      Callable<List<Long>> reader = new Reader(near, run, 0);
      Future<List<Long>> far = threads.submit(reader);
      LogFixture.end(owner, run);
      assertThat(far.get(30, TimeUnit.SECONDS)).containsExactly(1L);
    }
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
