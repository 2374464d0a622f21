package bidloom.cli;

/** A command line that can't be understood; the message says what to change. */
final class Mistake extends Exception {
  private static final long serialVersionUID = 1L;

  Mistake(String message) {
    super(message);
  }
}
