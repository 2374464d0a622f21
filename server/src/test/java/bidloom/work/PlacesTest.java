package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue for places: by turns, first come first served for each, and nothing lost. */
@Timeout(60)
class PlacesTest {
  private final Places places = new Places(1);
  private final BlockingQueue<String> called = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();

  /** Waits for a place; this returns once the wish stands in the queue. */
  private Thread want(String wish) throws InterruptedException {
    CountDownLatch asking = new CountDownLatch(1);
    Thread asker =
        Thread.ofPlatform()
            .start(
                () -> {
                  asking.countDown();
                  try {
                    places.take(wish.substring(0, 1));
                    called.add(wish);
                  } catch (InterruptedException notWanted) {
                    gone.add(wish);
                  }
                });
    asking.await();
    while (asker.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return asker;
  }

  private String next() throws InterruptedException {
    places.release();
    return called.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void whoeverWantsManyIsCalledNoMoreOftenThanWhoeverWantsOne() throws InterruptedException {
    places.take("z");
    for (String wish : List.of("a1", "a2", "a3", "b1", "c1", "b2")) {
      want(wish);
    }
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      order.add(next());
    }
    assertThat(order).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @Test
  void whoeverGivesUpLeavesTheirTurnToTheNext() throws InterruptedException {
    places.take("z");
    Thread first = want("a1");
    want("a2");
    want("b1");
    first.interrupt();
    assertThat(gone.poll(30, TimeUnit.SECONDS)).isEqualTo("a1");
    assertThat(List.of(next(), next())).containsExactly("a2", "b1");
  }

  @Test
  void aPlaceGivenToSomebodyWhoGivesUpIsNotLost() throws InterruptedException {
    // Called and interrupted before the caller's thread has seen either.
    for (int round = 0; round < 500; round++) {
      places.take("z");
      Thread asker = want("a");
      asker.interrupt();
      places.release();
      asker.join();
      if (!called.isEmpty()) {
        called.remove();
        places.release();
      }
      places.take("y");
      places.release();
    }
  }

  @Test
  void aPlaceThatNobodyWaitsForIsFree() throws InterruptedException {
    Places two = new Places(2);
    two.take("a");
    two.take("a");
    two.release();
    two.take("b");
    two.release();
    two.release();
    two.take("c");
    two.take("c");
  }
}
