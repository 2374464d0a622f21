package planted.agents;

/** An agent runs on the worker's thread. */
final class Forks {
  private Forks() {}

  static Thread fork(Runnable work) {
    return Thread.ofVirtual().start(work);
  }
}
