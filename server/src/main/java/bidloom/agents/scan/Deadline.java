package bidloom.agents.scan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moment by which a read is over, one way or the other. */
final class Deadline {
  /** How long a blocking read goes on before it looks for an interrupt again. */
  private static final int SLICE_MILLIS = 50;

  private final long at;

  Deadline(Duration limit) {
    this.at = System.nanoTime() + limit.toNanos();
  }

  /** The time left, at least 1 ms, as the socket calls take 0 for "for ever". */
  int millis() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    long left = (at - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("out of time");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  int millis(Duration atMost) throws IOException {
    return (int) Math.min(millis(), atMost.toMillis());
  }

  /**
   * What a task in a thread of its own comes to, for calls that heed no time limit and no
   * interrupt. The task goes on where the wait for it ends early.
   */
  <T> T await(FutureTask<T> task) throws IOException, ExecutionException {
    try {
      return task.get(millis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new SocketTimeoutException("out of time");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  int slice() throws IOException {
    return Math.min(millis(), SLICE_MILLIS);
  }
}
