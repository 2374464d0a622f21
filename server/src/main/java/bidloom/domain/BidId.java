package bidloom.domain;

/** Names a bid. */
public record BidId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
