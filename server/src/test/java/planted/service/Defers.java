package planted.service;

import java.util.concurrent.CompletableFuture;

/** A service runs on its caller's thread, and not on a pool that the JDK shares out. */
final class Defers {
  private Defers() {}

  static CompletableFuture<Void> defer(Runnable work) {
    return CompletableFuture.runAsync(work);
  }
}
