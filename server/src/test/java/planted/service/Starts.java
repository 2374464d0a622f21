package planted.service;

/** A service runs on its caller's thread. */
final class Starts {
  private Starts() {}

  static Thread start(Runnable work) {
    return Thread.startVirtualThread(work);
  }
}
