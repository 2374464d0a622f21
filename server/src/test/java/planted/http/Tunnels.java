package planted.http;

/** The door has threads for its streams, and for nothing else. */
final class Tunnels {
  private Tunnels() {}

  static Thread tunnel(Runnable work) {
    return Thread.ofVirtual().start(work);
  }
}
