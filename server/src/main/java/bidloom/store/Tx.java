package bidloom.store;

import bidloom.domain.BidId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction. It is handed to the work of {@link Database#write} or {@link
 * Database#read}, passed on to the stores, and not kept beyond that.
 */
public final class Tx {
  private final Connection connection;
  private final DatabaseClock clock;
  private final Set<BidId> changed = new HashSet<>();
  private @Nullable Instant now;

  Tx(Connection connection, DatabaseClock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** The time of this transaction on the database's clock, to the millisecond; read once. */
  public Instant now() {
    if (now == null) {
      try {
        now = Instant.ofEpochMilli(clock.nowMillis(connection));
      } catch (SQLException unreadable) {
        throw new StoreFailure("The database clock can't be read.", unreadable);
      }
    }
    return now;
  }

  /** Notes that something of that bid is changed here, for {@link Commits}. */
  void changes(BidId bid) {
    changed.add(bid);
  }

  Set<BidId> changed() {
    return changed;
  }

  /** Runs a statement; the number of rows it touched. */
  int update(String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException failed) {
      throw failure(sql, failed);
    }
  }

  /** Runs a query, or a change with RETURNING; a value for each row. */
  <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(mapper.apply(new Row(result)));
      }
      return rows;
    } catch (SQLException failed) {
      throw failure(sql, failed);
    }
  }

  /** As {@link #query} where there is at most one row. */
  <T> Optional<T> one(String sql, Function<Row, T> mapper, @Nullable Object... parameters) {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  private PreparedStatement prepare(String sql, @Nullable Object... parameters)
      throws SQLException {
    return prepare(connection, sql, parameters);
  }

  static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException failed) {
      statement.close();
      throw failed;
    }
  }

  private static StoreFailure failure(String sql, SQLException cause) {
    return new StoreFailure("Failed: " + sql.strip().lines().findFirst().orElse(""), cause);
  }
}
