package bidloom.store;

import static bidloom.domain.BidField.CUSTOMER_NAME;
import static bidloom.domain.BidField.DECISION;
import static bidloom.domain.BidField.OUTCOME;
import static bidloom.domain.BidField.OWNER;
import static bidloom.domain.BidField.TITLE;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidQuery;
import bidloom.domain.BidQuery.Place;
import bidloom.domain.BidStatus;
import bidloom.domain.Duplicate;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Budget;
import bidloom.domain.SearchText;
import bidloom.protocol.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code bid_listing}: what lists, searches, duplicate hints and numbers read of a bid.
 * {@link BidStore} writes it with every version, in the same transaction.
 */
public final class ListingStore {
  private static final String UPSERT =
      """
      INSERT INTO bid_listing (bid_id, status, owner, decision, outcome, title_key, buyer_key,
        notice_key, search, created_at, updated_at, deadline_at, value_rising, value_falling,
        score_rising, score_falling, first_decided_at, decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (bid_id) DO UPDATE SET status = excluded.status, owner = excluded.owner,
        decision = excluded.decision, outcome = excluded.outcome, title_key = excluded.title_key,
        buyer_key = excluded.buyer_key, notice_key = excluded.notice_key, search = excluded.search,
        updated_at = excluded.updated_at, deadline_at = excluded.deadline_at,
        value_rising = excluded.value_rising, value_falling = excluded.value_falling,
        score_rising = excluded.score_rising, score_falling = excluded.score_falling,
        first_decided_at = coalesce(bid_listing.first_decided_at, excluded.first_decided_at),
        decided_at = coalesce(excluded.decided_at, bid_listing.decided_at)
      """;

  private static final String OF_STATUS = " AND status = ?";

  /** Reads no more than it tells: a damaged bid must not keep others from being created. */
  private static final String DUPLICATES =
      """
      SELECT likely.bid_id, b.title, b.customer_name, min(why) AS why FROM (
        SELECT bid_id, 'same notice' AS why FROM bid_listing
          WHERE notice_key = ? AND notice_key <> '' AND bid_id <> ?
        UNION ALL
        SELECT bid_id, 'same title' AS why FROM bid_listing
          WHERE title_key = ? AND title_key <> '' AND bid_id <> ?
            AND (buyer_key = ? OR buyer_key = '' OR CAST(? AS TEXT) = '')
      ) AS likely JOIN bid_opportunities b ON b.id = likely.bid_id
      GROUP BY likely.bid_id, b.title, b.customer_name ORDER BY why, likely.bid_id DESC LIMIT 10
      """;

  private static final String DECIDED =
      """
      SELECT decided_at, first_decided_at, created_at, decision FROM bid_listing
      WHERE decided_at >= ? AND decided_at < ? ORDER BY decided_at LIMIT ?
      """;
  private static final String COUNTS =
      "SELECT status, outcome, count(*) AS bids FROM bid_listing GROUP BY status, outcome";

  /** Where it is not known: after all that is, and before the end of all places. */
  private static final long NEVER = Long.MAX_VALUE - 1;

  private static final Instant LATEST = Instant.ofEpochMilli(NEVER - 1);
  private static final Instant EARLIEST = Instant.ofEpochMilli(-NEVER);

  private static final BigDecimal MOST = BigDecimal.valueOf(NEVER - 1, 2);

  private final Map<BidQuery.Sort, String> all = new EnumMap<>(BidQuery.Sort.class);
  private final Map<BidQuery.Sort, String> ofStatus = new EnumMap<>(BidQuery.Sort.class);

  public ListingStore(Database database) {
    String words = database.dialect().elements();
    for (BidQuery.Sort sort : BidQuery.Sort.values()) {
      all.put(sort, page(words, sort, ""));
      ofStatus.put(sort, page(words, sort, OF_STATUS));
    }
  }

  /** One page of an order: its column and its direction are filled in, nothing else. */
  private static String page(String words, BidQuery.Sort sort, String status) {
    boolean down = descending(sort);
    return """
      WITH words(word) AS (%1$s)
      SELECT bid_id, %2$s AS position FROM bid_listing
      WHERE (%2$s, bid_id) %3$s (?, ?)%5$s
        AND (CAST(? AS TEXT) IS NULL OR owner = ?) AND deadline_at <= ?
        AND NOT EXISTS (SELECT 1 FROM words WHERE search NOT LIKE '%%' || word || '%%')
      ORDER BY %2$s %4$s, bid_id %4$s LIMIT ?
      """
        .formatted(words, column(sort), down ? "<" : ">", down ? "DESC" : "ASC", status);
  }

  private static boolean descending(BidQuery.Sort sort) {
    return switch (sort) {
      case LAST_UPDATED, LAST_CREATED, LAST_DEADLINE -> true;
      case FIRST_UPDATED, FIRST_CREATED, DEADLINE, TITLE -> false;
      case LEAST_VALUE, LOWEST_SCORE -> false;
      case GREATEST_VALUE, HIGHEST_SCORE -> false; // the sign is turned round in their columns
    };
  }

  private static String column(BidQuery.Sort sort) {
    return switch (sort) {
      case LAST_UPDATED, FIRST_UPDATED -> "updated_at";
      case LAST_CREATED, FIRST_CREATED -> "created_at";
      case DEADLINE, LAST_DEADLINE -> "deadline_at";
      case TITLE -> "title_key";
      case LEAST_VALUE -> "value_rising";
      case GREATEST_VALUE -> "value_falling";
      case LOWEST_SCORE -> "score_rising";
      case HIGHEST_SCORE -> "score_falling";
    };
  }

  /** Written by {@link BidStore} with the version it lists. */
  static void list(Tx tx, Bid bid, boolean decided) {
    Optional<Instant> at = decided ? Optional.of(bid.updatedAt()) : Optional.empty();
    list(tx, bid, at, at);
  }

  static void list(Tx tx, Bid bid, Optional<Instant> firstDecided, Optional<Instant> decided) {
    Requirements requirements = bid.requirements();
    String title = bid.text(TITLE).or(() -> requirements.text(RequirementField.TITLE)).orElse("");
    String buyer = bid.text(CUSTOMER_NAME).orElse("");
    String notice = requirements.text(RequirementField.NOTICE_ID).orElse("");
    String owner = bid.text(OWNER).orElse("");
    Optional<BigDecimal> value = requirements.budget().flatMap(Budget::amount);
    tx.update(
        UPSERT,
        bid.id().value(),
        bid.status().wireName(),
        bid.text(OWNER).orElse(null),
        bid.text(DECISION).orElse(null),
        bid.text(OUTCOME).orElse(null),
        SearchText.key(title),
        SearchText.key(buyer),
        SearchText.key(notice),
        SearchText.key(String.join(" ", title, buyer, notice, owner)),
        millis(bid.createdAt()),
        millis(bid.updatedAt()),
        requirements.deadline().map(deadline -> millis(deadline.instant())).orElse(NEVER),
        hundredths(value),
        hundredths(value.map(BigDecimal::negate)),
        hundredths(bid.score()),
        hundredths(bid.score().map(BigDecimal::negate)),
        firstDecided.map(ListingStore::millis).orElse(null),
        decided.map(ListingStore::millis).orElse(null));
  }

  /** Epoch milliseconds; beyond what they can count, the last that they can. */
  private static long millis(Instant instant) {
    if (instant.isAfter(LATEST)) {
      return NEVER - 1;
    }
    return instant.isBefore(EARLIEST) ? -NEVER : instant.toEpochMilli();
  }

  /** Hundredths; beyond what they can count, the last that they can. */
  private static long hundredths(Optional<BigDecimal> number) {
    return number
        .map(known -> known.min(MOST).max(MOST.negate()).movePointRight(2).longValue())
        .orElse(NEVER);
  }

  /** The ids of a page's bids, in order, each with its place. */
  public List<Place> page(Tx tx, BidQuery query, Optional<Place> after, int limit) {
    Place from = after.orElseGet(() -> start(query.sort()));
    List<@Nullable Object> parameters = new ArrayList<>();
    parameters.add(Json.write(query.words()));
    parameters.add(query.sort() == BidQuery.Sort.TITLE ? from.key() : Long.valueOf(from.key()));
    parameters.add(from.id());
    query.status().ifPresent(status -> parameters.add(status.wireName()));
    parameters.add(query.owner().orElse(null));
    parameters.add(query.owner().orElse(null));
    parameters.add(query.deadlineBefore().map(before -> millis(before) - 1).orElse(NEVER));
    parameters.add(limit);
    return tx.query(
        statement(query),
        row -> new Place(row.text("position"), row.text("bid_id")),
        parameters.toArray());
  }

  String statement(BidQuery query) {
    return (query.status().isPresent() ? ofStatus : all).getOrDefault(query.sort(), "");
  }

  private static Place start(BidQuery.Sort sort) {
    if (sort == BidQuery.Sort.TITLE) {
      return new Place("", "");
    }
    return new Place(String.valueOf(descending(sort) ? Long.MAX_VALUE : Long.MIN_VALUE), "");
  }

  /** Bids that look like the same tender: the same notice, or the same title of the same buyer. */
  public List<Duplicate> duplicates(Tx tx, BidId of, String title, String buyer, String notice) {
    String buyerKey = SearchText.key(buyer);
    return tx.query(
        DUPLICATES,
        row ->
            new Duplicate(
                new BidId(row.text("bid_id")),
                row.optionalText("title"),
                row.optionalText("customer_name"),
                row.text("why")),
        SearchText.key(notice),
        of.value(),
        SearchText.key(title),
        of.value(),
        buyerKey,
        buyerKey);
  }

  /** A decision that was made, and the way to the first one on that bid. */
  public record Decided(Instant at, Instant first, Instant created, Optional<String> decision) {}

  /** The decisions last made in a period, oldest first, at most so many. */
  public List<Decided> decided(Tx tx, Instant from, Instant until, int limit) {
    return tx.query(
        DECIDED,
        row ->
            new Decided(
                row.instant("decided_at"),
                row.instant("first_decided_at"),
                row.instant("created_at"),
                row.optionalText("decision")),
        millis(from),
        millis(until),
        limit);
  }

  /** How many bids there are of a status and outcome. */
  public record Count(BidStatus status, Optional<String> outcome, long bids) {}

  public List<Count> counts(Tx tx) {
    return tx.query(
        COUNTS,
        row ->
            new Count(
                BidStatus.named(row.text("status")),
                row.optionalText("outcome"),
                row.number("bids")));
  }
}
