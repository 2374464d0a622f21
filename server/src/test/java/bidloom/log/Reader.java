package bidloom.log;

import bidloom.domain.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A subscriber that reads to the end of a log, woken by nothing but the log itself. */
final class Reader implements Callable<List<Long>> {
  private static final int PATIENCE_SECONDS = 30;

  private final EventLog log;
  private final Run run;
  private final long after;
  private final List<Long> seen = new ArrayList<>();

  Reader(EventLog log, Run run, long after) {
    this.log = log;
    this.run = run;
    this.after = after;
  }

  /** Every sequence number in the order of its delivery, up to the terminal event. */
  @Override
  public List<Long> call() throws InterruptedException {
    Semaphore ready = new Semaphore(1);
    try (Subscription subscription = log.subscribe(run, after, ready::release)) {
      while (!subscription.ended()) {
        if (!ready.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError("silence after " + seen);
        }
        List<Frame> frames = subscription.next();
        while (!frames.isEmpty()) {
          frames.forEach(frame -> seen.add(frame.seq()));
          frames = subscription.next();
        }
      }
    }
    return seen;
  }
}
