package bidloom.work;

import bidloom.store.StoreFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Something that a node does again and again, on a thread of its own. A database that does not
 * answer is met again a period later; so is a bug, after it was logged, because a node whose
 * heartbeat has died must not look alive.
 */
public final class Periodic implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Periodic.class.getName());

  private final String name;
  private final Duration period;
  private final Runnable task;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Periodic(String name, Duration period, Runnable task) {
    this.name = name;
    this.period = period;
    this.task = task;
  }

  /** Does it after every period, counted from the end of the last time. */
  public static Periodic start(String name, Duration period, Runnable task) {
    Periodic periodic = new Periodic(name, period, task);
    periodic.startThread();
    return periodic;
  }

  private void startThread() {
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .uncaughtExceptionHandler(
            (thread, bug) -> {
              LOGGER.log(System.Logger.Level.ERROR, name + " has a bug", bug);
              startThread();
            })
        .start(this::loop);
  }

  private void loop() {
    try {
      while (!closed.await(period.toNanos(), TimeUnit.NANOSECONDS)) {
        once();
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      task.run();
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.WARNING, name + ": the database does not answer", unavailable);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
