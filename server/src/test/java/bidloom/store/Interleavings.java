package bidloom.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;

/**
 * Runs a piece of concurrent code under a scheduler that switches threads wherever it may matter:
 * not whatever happens to happen, but one order after the other. What fails comes with its order.
 */
public final class Interleavings {
  /** Something that threads do. */
  @FunctionalInterface
  public interface Step {
    void run() throws InterruptedException;
  }

  private Interleavings() {}

  /** Runs it once for each of that many orders; its assertions hold in all of them. */
  public static void explore(int orders, Step code) {
    Lincheck.runConcurrentTest(orders, () -> done(code));
  }

  /** Does several things, each on a thread of its own, and waits for all; what fell falls here. */
  public static void atOnce(Step... steps) throws InterruptedException {
    AtomicReference<@Nullable Throwable> fallen = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (Step step : steps) {
      Thread thread = new Thread(() -> done(step));
      thread.setUncaughtExceptionHandler((which, failure) -> fallen.set(failure));
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (fallen.get() != null) {
      throw new AssertionError("a thread fell", fallen.get());
    }
  }

  /** An assertion without a library, which would be explored too. */
  public static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private static void done(Step step) {
    try {
      step.run();
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }
}
