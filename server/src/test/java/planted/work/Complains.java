package planted.work;

/** Speaks past the log. */
final class Complains {
  private Complains() {}

  static void say() {
    System.err.println("failed");
  }
}
