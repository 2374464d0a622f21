package bidloom.work;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A node's own time, by which it watches its leases: a monotonic clock in nanoseconds, and a wait
 * on that clock.
 */
record NodeTime(LongSupplier clock, Pause waiting) {
  static final NodeTime SYSTEM = new NodeTime(System::nanoTime, Thread::sleep);

  /** Lets a time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  long nanos() {
    return clock.getAsLong();
  }

  void pause(Duration time) throws InterruptedException {
    waiting.of(time);
  }
}
