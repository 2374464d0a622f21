package bidloom.log;

import bidloom.domain.Refusal;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the streams of a node, which serves so many and refuses the next before it starts. */
final class Seats {
  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();

  Seats(int limit) {
    this.limit = limit;
  }

  void take() {
    if (taken.incrementAndGet() > limit) {
      taken.decrementAndGet();
      throw new Refusal.Unavailable("This server serves as many streams as it may; try another.");
    }
  }

  void leave() {
    taken.decrementAndGet();
  }

  int taken() {
    return taken.get();
  }
}
