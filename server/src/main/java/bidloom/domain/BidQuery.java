package bidloom.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which bids a list shows, and in which order.
 *
 * @param words each must occur in title, customer, owner or notice id; see {@link SearchText}
 * @param deadlineBefore only bids with a known deadline before that
 */
public record BidQuery(
    Optional<BidStatus> status,
    List<String> words,
    Optional<String> owner,
    Optional<Instant> deadlineBefore,
    Sort sort) {
  public static final BidQuery ALL =
      new BidQuery(
          Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Sort.LAST_UPDATED);

  /**
   * A place in an order: after a bid.
   *
   * @param key the text, the epoch milliseconds or the hundredths that the order goes by
   */
  public record Place(String key, String id) {}

  /**
   * The orders, all of them total: bids that are equal otherwise come by id. Those without a value
   * or a score come last whichever way these are ordered. A value is the larger known end of the
   * budget as it stands: amounts of different currencies are not converted.
   */
  public enum Sort {
    LAST_UPDATED("-updatedAt"),
    FIRST_UPDATED("updatedAt"),
    LAST_CREATED("-createdAt"),
    FIRST_CREATED("createdAt"),
    DEADLINE("deadline"),
    LAST_DEADLINE("-deadline"),
    TITLE("title"),
    LEAST_VALUE("value"),
    GREATEST_VALUE("-value"),
    LOWEST_SCORE("score"),
    HIGHEST_SCORE("-score");

    private final String wireName;

    Sort(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }

    public static Optional<Sort> named(String wireName) {
      return Arrays.stream(values()).filter(sort -> sort.wireName.equals(wireName)).findFirst();
    }
  }
}
