package bidloom.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Several pieces of work at once, each on a virtual thread, answered for in the order in which they
 * finish. {@link #stop} interrupts them and wakes whoever waits, and does not wait for one that
 * does not listen: what it still returns is dropped.
 */
final class Team<T> implements AutoCloseable {
  /** The time for all of it is over. */
  static final class OutOfTime extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** A piece of work that is over, one way or the other. */
  record Done<T>(String name, Future<T> future) {}

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Optional<Done<T>>> finished = new LinkedBlockingQueue<>();
  private final long deadline;
  private int open;

  Team(Duration limit) {
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** Starts a piece of work; {@code RejectedExecutionException} after {@link #stop}. */
  void start(String name, Callable<T> work) {
    executor.execute(
        new FutureTask<>(work) {
          @Override
          protected void done() {
            finished.add(Optional.of(new Done<>(name, this)));
          }
        });
    open++;
  }

  boolean busy() {
    return open > 0;
  }

  /** Waits for the next piece that is over; empty when the team was stopped. */
  Optional<Done<T>> next() throws InterruptedException, OutOfTime {
    Optional<Done<T>> next = finished.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (next == null) {
      throw new OutOfTime();
    }
    if (next.isPresent()) {
      open--;
    }
    return next;
  }

  /** The pieces that are over by now and were not asked for yet. */
  List<Done<T>> over() {
    List<Optional<Done<T>>> over = new ArrayList<>();
    finished.drainTo(over);
    return over.stream().flatMap(Optional::stream).toList();
  }

  /** Does one more thing and waits for it. */
  <R> R call(Callable<R> work) throws InterruptedException, ExecutionException, OutOfTime {
    try {
      return executor.submit(work).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLong) {
      throw new OutOfTime();
    }
  }

  void stop() {
    executor.shutdownNow();
    finished.add(Optional.empty());
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
