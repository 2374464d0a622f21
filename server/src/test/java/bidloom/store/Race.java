package bidloom.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets several do something at the same moment, and tells how it went for each. */
public final class Race {
  private static final int PATIENCE_SECONDS = 60;

  private Race() {}

  /** What each came to, in order. */
  public static <T> List<T> of(List<Callable<T>> runners) throws InterruptedException {
    CyclicBarrier line = new CyclicBarrier(runners.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(runners.size())) {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> runner : runners) {
        futures.add(
            threads.submit(
                () -> {
                  line.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  return runner.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError("a runner fell", failed);
    }
  }

  /** The same for all. */
  public static <T> List<T> of(int runners, Callable<T> runner) throws InterruptedException {
    List<Callable<T>> all = new ArrayList<>();
    for (int i = 0; i < runners; i++) {
      all.add(runner);
    }
    return of(all);
  }
}
