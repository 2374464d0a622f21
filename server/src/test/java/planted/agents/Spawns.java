package planted.agents;

/** An agent runs on the worker's thread. */
final class Spawns {
  private Spawns() {}

  static Thread spawn(Runnable work) {
    return new Thread(work);
  }
}
