package bidloom.domain;

/**
 * Why a request was not done, as a value that says what to do next. Every refusal of the product is
 * one of these; the HTTP door and the command line each turn them into an answer in one switch.
 * Anything else that is thrown is a bug.
 */
public abstract sealed class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Refusal(String message) {
    super(message, null, false, false);
  }

  /** The bytes are not a notice Bidloom can read. */
  public static final class UnsupportedInput extends Refusal {
    private static final long serialVersionUID = 1L;

    public UnsupportedInput(String message) {
      super(message);
    }
  }

  /** The input is over a limit; the message names the limit. */
  public static final class TooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    public TooLarge(String message) {
      super(message);
    }
  }
}
