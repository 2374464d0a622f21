package bidloom.store;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;

/**
 * Runs a piece of concurrent code under a scheduler that switches threads wherever it may matter:
 * not whatever happens to happen, but one order after the other. What fails comes with its order.
 */
public final class Interleavings {
  private static final int ORDERS = 500;

  /** Something that threads do. */
  @FunctionalInterface
  public interface Step {
    void run() throws InterruptedException;
  }

  private Interleavings() {}

  /** Runs it once for each of many orders; its assertions hold in all of them. */
  public static void explore(Step code) {
    Lincheck.runConcurrentTest(ORDERS, () -> done(code));
  }

  /** Does several things, each on a thread of its own, and waits for all. */
  public static void atOnce(Step... steps) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (Step step : steps) {
      threads.add(new Thread(() -> done(step)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
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
