package bidloom.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it: the database's and every node's. */
public final class TestClock {
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000_000_000L);

  /** What a monotonic clock would show. */
  public long nanos() {
    return nanos.get();
  }

  /** What the database shows. */
  public Instant now() {
    return Instant.ofEpochMilli(millis());
  }

  long millis() {
    return nanos.get() / 1_000_000;
  }

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
