package planted.service;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service runs on its caller's thread. */
final class Pools {
  private Pools() {}

  static ExecutorService pool() {
    return Executors.newSingleThreadExecutor();
  }
}
