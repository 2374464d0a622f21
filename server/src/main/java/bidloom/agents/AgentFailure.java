package bidloom.agents;

/** An agent could not do its work; the message is for people. */
public final class AgentFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String reason;

  /**
   * A failure.
   *
   * @param code a stable word for programs, such as {@code unreadable} or {@code timeout}
   */
  public AgentFailure(String code, String message) {
    super(message);
    this.code = code;
    this.reason = message;
  }

  /** What happened, for people. */
  public String reason() {
    return reason;
  }

  public String code() {
    return code;
  }
}
