package bidloom.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A look at a whole database that can't change it: one read-only transaction, so all that is seen
 * was so at one moment. Nothing is migrated, and no file that is not there is made. Rows go past
 * one at a time; what is kept of them is the caller's matter.
 */
public final class Inspection implements AutoCloseable {
  /** The database can't be inspected; the message says why, for people. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }

    Unreadable(String message, SQLException cause) {
      super(message + " " + cause.getMessage(), cause);
    }
  }

  private static final String SCHEMA_VERSION =
      """
      SELECT version FROM bidloom_schema WHERE success AND version IS NOT NULL
      ORDER BY installed_rank DESC LIMIT 1
      """;

  private final ReadOnlySource source;
  private final Connection connection;
  private final DatabaseClock clock;

  private Inspection(ReadOnlySource source, Connection connection, DatabaseClock clock) {
    this.source = source;
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * Opens a database as it is.
   *
   * @throws Unreadable where it is not there, is no database, or has not the schema of this version
   */
  public static Inspection open(String jdbcUrl) {
    ReadOnlySource source = ReadOnlySource.of(jdbcUrl);
    return open(source, source.dialect()::nowMillis);
  }

  static Inspection open(ReadOnlySource source, DatabaseClock clock) {
    try {
      Inspection inspection = new Inspection(source, source.snapshot(), clock);
      boolean current = false;
      try {
        inspection.demandLatestSchema();
        current = true;
        return inspection;
      } finally {
        if (!current) {
          inspection.close();
        }
      }
    } catch (SQLException failed) {
      throw new Unreadable("The database can't be read:", failed);
    }
  }

  private void demandLatestSchema() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    try (ResultSet record =
        metaData.getTables(
            connection.getCatalog(), connection.getSchema(), Migrations.RECORD, null)) {
      if (!record.next()) {
        throw new Unreadable(
            "This is no database of Bidloom, or one of the origin system that `bidloom migrate` has"
                + " not adopted yet.");
      }
    }
    each(SCHEMA_VERSION, 1, row -> row.text("version"), Inspection::demandLatest);
  }

  private static void demandLatest(String version) {
    if (!version.equals(Migrations.LATEST)) {
      throw new Unreadable(
          "The database has schema version %s; this Bidloom knows version %s."
              .formatted(version, Migrations.LATEST));
    }
  }

  /** The time on the database's clock. */
  public Instant now() {
    try {
      return Instant.ofEpochMilli(clock.nowMillis(connection));
    } catch (SQLException failed) {
      throw new Unreadable("The database's clock can't be read:", failed);
    }
  }

  public SchemaInspection schema() {
    return new SchemaInspection(this);
  }

  public BidInspection bids() {
    return new BidInspection(this);
  }

  public RunInspection runs() {
    return new RunInspection(this);
  }

  /**
   * Throws where somebody may have written meanwhile in a way that this look could not keep out.
   */
  public void demandUntouched() {
    source.demandUntouched();
  }

  Dialect dialect() {
    return source.dialect();
  }

  /** Hands over the rows of a query one by one, fetching that many at a time. */
  <T> void each(
      String sql,
      int fetched,
      Function<Row, T> mapper,
      Consumer<T> sink,
      @Nullable Object... parameters) {
    try (PreparedStatement statement = prepare(sql, fetched, parameters);
        ResultSet result = statement.executeQuery()) {
      Row row = new Row(result);
      while (result.next()) {
        sink.accept(mapper.apply(row));
      }
    } catch (SQLException failed) {
      throw new Unreadable("The database can't be read:", failed);
    }
  }

  PreparedStatement prepare(String sql, int fetched, @Nullable Object... parameters)
      throws SQLException {
    PreparedStatement statement = Tx.prepare(connection, sql, parameters);
    statement.setFetchSize(fetched);
    return statement;
  }

  @Override
  public void close() {
    try (Connection closed = connection) {
      closed.rollback();
    } catch (SQLException failed) {
      throw new Unreadable("The database can't be left in order:", failed);
    }
  }
}
