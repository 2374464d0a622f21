package bidloom.simulation;

/** A guarantee that a history broke. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String guarantee;

  /**
   * A violation.
   *
   * @param guarantee its name, {@code G1} to {@code G12}
   */
  Violation(String guarantee, String message) {
    super(guarantee + ": " + message);
    this.guarantee = guarantee;
  }

  String guarantee() {
    return guarantee;
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for this alone
  static void unless(boolean holds, String guarantee, String message, Object... arguments) {
    if (!holds) {
      throw new Violation(guarantee, message.formatted(arguments));
    }
  }
}
