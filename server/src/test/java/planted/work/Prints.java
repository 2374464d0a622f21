package planted.work;

/** Speaks past the log. */
final class Prints {
  private Prints() {}

  static void say() {
    System.out.println("done");
  }
}
