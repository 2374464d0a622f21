package bidloom.log;

import java.util.concurrent.atomic.AtomicInteger;

/** Lets one read for all: a request that comes while somebody reads makes them read again. */
final class Turn {
  private final AtomicInteger requests = new AtomicInteger();

  /** True where the caller is the one to read; others' requests are served by it. */
  boolean request() {
    return requests.getAndIncrement() == 0;
  }

  /** Reads once for all requests that are open, and again as long as more came in meanwhile. */
  void serve(Runnable read) {
    int served;
    do {
      served = requests.get();
      read.run();
    } while (requests.addAndGet(-served) > 0);
  }
}
