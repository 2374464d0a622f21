package bidloom.log;

import static bidloom.store.Interleavings.atOnce;
import static bidloom.store.Interleavings.check;

import bidloom.domain.Fence;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.store.EventStore;
import bidloom.store.IdleDatabase;
import bidloom.store.Interleavings;
import bidloom.store.RunStore;
import bidloom.store.StoreFailure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that are handed in while others are being committed. */
@Tag("lincheck")
class AppenderInterleavingsTest {
  private static final int ORDERS = 400;
  private static final Fence FENCE = new Fence(new RunId("run"), 1);
  private static final RunEvent.Draft TOLD =
      new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, Map.of());
  private static final EventStore EVENTS = new EventStore(new RunStore(new IdleDatabase("")));

  /**
   * Nobody is left waiting between a transaction that ends and the next, which somebody has to
   * begin; a transaction that fails fails its own events and no others.
   */
  @Test
  void everyEventIsSettledAndOneTransactionIsUnderWayAtATime() {
    Interleavings.explore(
        ORDERS,
        () -> {
          IdleDatabase database = new IdleDatabase(Set.of());
          database.fail(1);
          AtomicInteger commits = new AtomicInteger();
          AtomicInteger failures = new AtomicInteger();
          // On the thread of whoever finds nothing under way: fewer threads, the same orders.
          Appender appender =
              new Appender(database, EVENTS, Runnable::run, fence -> commits.incrementAndGet());
          Interleavings.Step tell =
              () -> {
                try {
                  appender.append(FENCE, TOLD).join();
                } catch (CompletionException failed) {
                  check(failed.getCause() instanceof StoreFailure, "another failure");
                  failures.incrementAndGet();
                }
              };
          atOnce(tell, tell);
          check(failures.get() + commits.get() == 2, "both failed together, or one of them");
        });
  }
}
