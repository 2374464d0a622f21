package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.BidStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;

/**
 * Brings the origin's rows into our form, all at version 1 with revision 1 {@code adopted}: times
 * in seconds become milliseconds, a decision becomes {@code BIT} or {@code NO_BIT}, and a bid that
 * a crashed stream left in a running status goes back to rest. What has no place in our form is
 * kept in {@code metadata.origin}, word for word.
 */
final class V3__Adopt extends BaseJavaMigration {
  /** Seconds until the year 5138; milliseconds after March 1973. */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private static final String ROW =
      """
      SELECT status, created_at, updated_at, bit_decision, metadata, extracted_requirements,
        quick_scan, bit_evaluation, bit_decision_data, assigned_team, title, customer_name
      FROM bid_opportunities WHERE id = ?
      """;
  private static final String ADOPT =
      """
      UPDATE bid_opportunities SET version = 1, status = ?, created_at = ?, updated_at = ?,
        bit_decision = ?, metadata = ?, extracted_requirements = ?, quick_scan = ?,
        bit_evaluation = ?, bit_decision_data = ?, assigned_team = ?, title = ?, customer_name = ?
      WHERE id = ?
      """;
  static final List<String> JSON_COLUMNS =
      List.of(
          "extracted_requirements",
          "quick_scan",
          "bit_evaluation",
          "bit_decision_data",
          "assigned_team");

  private final Dialect dialect;

  V3__Adopt(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public void migrate(Context context) {
    Tx tx = new Tx(context.getConnection(), dialect::nowMillis);
    for (String id : tx.query(BidStore.IDS, row -> row.text("id"))) {
      tx.one(ROW, AdoptedRow::read, id).ifPresent(row -> adopt(tx, id, row));
    }
  }

  private static void adopt(Tx tx, String id, AdoptedRow row) {
    Map<String, Object> leftOver = new TreeMap<>();
    String status = status(row.status, leftOver);
    Optional<String> decision = decision(row.decision, leftOver);
    Map<String, Optional<String>> json = new TreeMap<>();
    for (String column : JSON_COLUMNS) {
      json.put(column, AdoptedRow.json(column, row.json(column), leftOver));
    }
    Map<String, Object> requirements =
        AdoptedRow.object(json.getOrDefault("extracted_requirements", Optional.empty()))
            .orElse(Map.of());
    long created = millis(row.createdAt, tx.now().toEpochMilli());
    tx.update(
        ADOPT,
        status,
        created,
        millis(row.updatedAt, created),
        decision.orElse(null),
        AdoptedRow.metadata(row.metadata, leftOver).orElse(null),
        text(json, "extracted_requirements"),
        text(json, "quick_scan"),
        text(json, "bit_evaluation"),
        text(json, "bit_decision_data"),
        text(json, "assigned_team"),
        row.title.or(() -> AdoptedRow.member(requirements, "title")).orElse(null),
        row.customerName.or(() -> AdoptedRow.member(requirements, "customerName")).orElse(null),
        id);
    BidStore.firstRevision(tx, id, Actor.system("migration"), "adopted");
  }

  private static @Nullable String text(Map<String, Optional<String>> json, String column) {
    return json.getOrDefault(column, Optional.empty()).orElse(null);
  }

  private static String status(Optional<String> status, Map<String, Object> leftOver) {
    for (BidStatus known : BidStatus.values()) {
      if (status.filter(known.wireName()::equals).isPresent()) {
        return atRest(known).wireName();
      }
    }
    status.ifPresent(unknown -> leftOver.put("status", unknown));
    return BidStatus.DRAFT.wireName();
  }

  /** No run can be active in an adopted database (guarantee G5). */
  private static BidStatus atRest(BidStatus status) {
    return switch (status) {
      case EXTRACTING -> BidStatus.DRAFT;
      case QUICK_SCANNING, EVALUATING -> BidStatus.REVIEWING;
      default -> status;
    };
  }

  private static Optional<String> decision(
      Optional<String> decision, Map<String, Object> leftOver) {
    return switch (decision.orElse("pending").toLowerCase(Locale.ROOT)) {
      case "bit" -> Optional.of("BIT");
      case "no_bit", "no-bit", "nobit" -> Optional.of("NO_BIT");
      case "pending" -> Optional.empty();
      default -> {
        leftOver.put("bitDecision", decision.orElseThrow());
        yield Optional.empty();
      }
    };
  }

  private static long millis(long at, long otherwise) {
    if (at <= 0) {
      return otherwise;
    }
    return at < FIRST_MILLIS ? at * 1000 : at;
  }
}
