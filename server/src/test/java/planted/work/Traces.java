package planted.work;

/** Speaks past the log. */
final class Traces {
  private Traces() {}

  static void say(IllegalStateException failure) {
    failure.printStackTrace();
  }
}
