package bidloom.store;

import static bidloom.domain.BidField.ASSIGNED_BUSINESS_LINE;
import static bidloom.domain.BidField.ASSIGNED_TEAM;
import static bidloom.domain.BidField.BIT_EVALUATION;
import static bidloom.domain.BidField.CUSTOMER_NAME;
import static bidloom.domain.BidField.DECISION;
import static bidloom.domain.BidField.DECISION_DATA;
import static bidloom.domain.BidField.INPUT_TYPE;
import static bidloom.domain.BidField.METADATA;
import static bidloom.domain.BidField.OUTCOME;
import static bidloom.domain.BidField.OWNER;
import static bidloom.domain.BidField.QUICK_SCAN;
import static bidloom.domain.BidField.RAW_INPUT;
import static bidloom.domain.BidField.SOURCE;
import static bidloom.domain.BidField.STAGE;
import static bidloom.domain.BidField.TITLE;
import static bidloom.domain.BidField.WEBSITE_URL;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.FieldType;
import bidloom.protocol.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a bid's fields lie in the columns of its row: plain text, or JSON for objects and lists. */
final class BidColumns {
  private record Column(String name, BidField field) {}

  /** In the order in which INSERT and UPDATE name them. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("user_id", OWNER),
          new Column("title", TITLE),
          new Column("customer_name", CUSTOMER_NAME),
          new Column("source", SOURCE),
          new Column("stage", STAGE),
          new Column("input_type", INPUT_TYPE),
          new Column("raw_input", RAW_INPUT),
          new Column("website_url", WEBSITE_URL),
          new Column("metadata", METADATA),
          new Column("quick_scan", QUICK_SCAN),
          new Column("bit_evaluation", BIT_EVALUATION),
          new Column("bit_decision", DECISION),
          new Column("bit_decision_data", DECISION_DATA),
          new Column("assigned_business_line", ASSIGNED_BUSINESS_LINE),
          new Column("assigned_team", ASSIGNED_TEAM),
          new Column("outcome", OUTCOME));

  private static final String REQUIREMENTS = "extracted_requirements";

  private BidColumns() {}

  /** The fields' columns, then requirements, status, version and update time, then the rest. */
  static @Nullable Object[] values(Bid bid, Object... rest) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Column column : COLUMNS) {
      values.add(bid.field(column.field.wireName()).map(v -> stored(column, v)).orElse(null));
    }
    Map<String, Object> requirements = bid.requirementValues();
    values.add(requirements.isEmpty() ? null : Json.write(requirements));
    values.add(bid.status().wireName());
    values.add(bid.version());
    values.add(bid.updatedAt().toEpochMilli());
    values.addAll(Arrays.asList(rest));
    return values.toArray();
  }

  static Bid bid(Row row) {
    Map<String, Object> fields = new TreeMap<>();
    for (Column column : COLUMNS) {
      loaded(row, column).ifPresent(value -> fields.put(column.field.wireName(), value));
    }
    row.object(REQUIREMENTS)
        .forEach((name, value) -> fields.put(Bid.REQUIREMENTS_PREFIX + name, value));
    return new Bid(
        new BidId(row.text("id")),
        row.number("version"),
        BidStatus.named(row.text("status")),
        fields,
        row.instant("created_at"),
        row.instant("updated_at"));
  }

  /** The columns of a row that should hold JSON and do not. */
  static List<String> broken(Row row) {
    List<String> broken = new ArrayList<>();
    for (Column column : COLUMNS) {
      if (isJson(column) && Lenient.read(() -> row.value(column.name)).isEmpty()) {
        broken.add(column.name);
      }
    }
    if (Lenient.read(() -> row.object(REQUIREMENTS)).isEmpty()) {
      broken.add(REQUIREMENTS);
    }
    return List.copyOf(broken);
  }

  private static Object stored(Column column, Object value) {
    return isJson(column) ? Json.write(value) : value;
  }

  private static Optional<?> loaded(Row row, Column column) {
    return isJson(column) ? row.value(column.name) : row.optionalText(column.name);
  }

  private static boolean isJson(Column column) {
    return column.field.type() != FieldType.TEXT;
  }
}
