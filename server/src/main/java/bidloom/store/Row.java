package bidloom.store;

import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The current row of a result, read by column name. */
final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  String text(String column) {
    return optionalText(column).orElseThrow(() -> new IllegalStateException(column + " is null"));
  }

  Optional<String> optionalText(String column) {
    return read(() -> Optional.ofNullable(result.getString(column)));
  }

  long number(String column) {
    return read(() -> result.getLong(column));
  }

  /** A truth value, which SQLite has as a number. */
  boolean flag(String column) {
    return read(() -> result.getBoolean(column));
  }

  Instant instant(String column) {
    return Instant.ofEpochMilli(number(column));
  }

  Optional<Instant> optionalInstant(String column) {
    return read(
        () -> {
          long millis = result.getLong(column);
          return result.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        });
  }

  Map<String, Object> object(String column) {
    return optionalText(column)
        .map(json -> Values.canonicalObject(Json.readObject(json)))
        .orElse(Map.of());
  }

  /** A JSON value that is not necessarily an object; empty for NULL. */
  Optional<Object> value(String column) {
    return optionalText(column).flatMap(json -> Values.canonical(Json.read(json, Object.class)));
  }

  List<Object> list(String column) {
    return optionalText(column)
        .map(json -> List.<Object>copyOf(Json.read(json, List.class)))
        .orElse(List.of());
  }

  private <T> T read(Read<T> read) {
    try {
      return read.get();
    } catch (SQLException failed) {
      throw new StoreFailure("A column can't be read.", failed);
    }
  }

  private interface Read<T> {
    T get() throws SQLException;
  }
}
