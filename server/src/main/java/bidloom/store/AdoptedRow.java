package bidloom.store;

import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A row as the origin system left it, read without trusting that its JSON is JSON. */
final class AdoptedRow {
  final Optional<String> status;
  final long createdAt;
  final long updatedAt;
  final Optional<String> decision;
  final Optional<String> metadata;
  final Optional<String> title;
  final Optional<String> customerName;
  private final Map<String, Optional<String>> json = new TreeMap<>();

  private AdoptedRow(Row row) {
    status = row.optionalText("status");
    createdAt = row.number("created_at");
    updatedAt = row.number("updated_at");
    decision = row.optionalText("bit_decision");
    metadata = row.optionalText("metadata");
    title = row.optionalText("title");
    customerName = row.optionalText("customer_name");
    for (String column : V3__Adopt.JSON_COLUMNS) {
      json.put(column, row.optionalText(column));
    }
  }

  Optional<String> json(String column) {
    return json.getOrDefault(column, Optional.empty());
  }

  static AdoptedRow read(Row row) {
    return new AdoptedRow(row);
  }

  /** The column as it is where it is JSON; otherwise nothing, and its text among the left-overs. */
  static Optional<String> json(String column, Optional<String> text, Map<String, Object> leftOver) {
    boolean list = column.equals("assigned_team");
    if (text.isEmpty() || (list ? isList(text.get()) : object(text).isPresent())) {
      return text;
    }
    leftOver.put(column, text.get());
    return Optional.empty();
  }

  /** The metadata with the left-overs under {@code origin}. */
  static Optional<String> metadata(Optional<String> text, Map<String, Object> leftOver) {
    Optional<Map<String, Object>> object = object(text);
    if (object.isEmpty()) {
      text.ifPresent(unreadable -> leftOver.put("metadata", unreadable));
    }
    if (leftOver.isEmpty()) {
      return text;
    }
    Map<String, Object> whole = new TreeMap<>(object.orElse(Map.of()));
    whole.put("origin", leftOver);
    return Optional.of(Json.write(whole));
  }

  static Optional<Map<String, Object>> object(Optional<String> text) {
    try {
      return text.map(json -> Values.canonicalObject(Json.readObject(json)));
    } catch (UncheckedIOException notAnObject) {
      return Optional.empty();
    }
  }

  static Optional<String> member(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static boolean isList(String text) {
    try {
      return Json.read(text, Object.class) instanceof List<?>;
    } catch (UncheckedIOException notJson) {
      return false;
    }
  }
}
