package bidloom.domain;

/** Names a run. */
public record RunId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
