package bidloom.bench.compare;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table without guards, and a trigger that writes down what happens to it. A row is written
 * whole, as an object mapper does.
 */
abstract class PlainTable implements Strategy {
  private static final String SCHEMA =
      """
      CREATE TABLE bid (id TEXT PRIMARY KEY, version BIGINT NOT NULL, title TEXT NOT NULL,
        stage TEXT NOT NULL, result TEXT NOT NULL, status TEXT NOT NULL);
      CREATE TABLE change (seq BIGSERIAL PRIMARY KEY, bid TEXT, field TEXT, before TEXT,
        after TEXT, title_before TEXT);
      CREATE FUNCTION write_down() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF new.title <> old.title THEN
          INSERT INTO change (bid, field, before, after, title_before)
          VALUES (new.id, 'title', old.title, new.title, old.title); END IF;
        IF new.stage <> old.stage THEN
          INSERT INTO change (bid, field, before, after, title_before)
          VALUES (new.id, 'stage', old.stage, new.stage, old.title); END IF;
        IF new.result <> old.result THEN
          INSERT INTO change (bid, field, before, after, title_before)
          VALUES (new.id, 'result', old.result, new.result, old.title); END IF;
        RETURN new; END $$;
      CREATE TRIGGER write_down AFTER UPDATE ON bid FOR EACH ROW EXECUTE FUNCTION write_down();
      """;

  private static final int CONNECTIONS = 16;

  private final HikariDataSource pool;

  PlainTable(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    this.pool = new HikariDataSource(config);
  }

  /** A row in a form's or an agent's hands. */
  record Row(String id, long version, String title, String stage, String result, String status) {
    Row with(String field, String value) {
      return new Row(
          id,
          version,
          field.equals(TITLE) ? value : title,
          field.equals(STAGE) ? value : stage,
          field.equals(RESULT) ? value : result,
          status);
    }

    Row status(String newStatus) {
      return new Row(id, version, title, stage, result, newStatus);
    }
  }

  final Connection connect() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void create(List<String> bids) throws SQLException {
    try (Connection connection = connect()) {
      connection.createStatement().execute(SCHEMA);
      for (String bid : bids) {
        update(connection, "INSERT INTO bid VALUES (?, 1, 'new', 'new', '', 'open')", bid);
      }
    }
  }

  @Override
  public Seen read(String bid) throws SQLException {
    try (Connection connection = connect()) {
      Row row = row(connection, bid, "");
      return new Seen(row.id(), row.version(), row.title(), row.stage());
    }
  }

  static Row row(Connection connection, String bid, String lock) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM bid WHERE id = ? " + lock)) {
      select.setString(1, bid);
      try (ResultSet found = select.executeQuery()) {
        found.next();
        return new Row(
            found.getString("id"),
            found.getLong("version"),
            found.getString("title"),
            found.getString("stage"),
            found.getString("result"),
            found.getString("status"));
      }
    }
  }

  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  /** The whole row, whatever has happened to it since it was read. */
  static void overwrite(Connection connection, Row row) throws SQLException {
    update(
        connection,
        "UPDATE bid SET version = version + 1, title = ?, stage = ?, result = ?, status = ?"
            + " WHERE id = ?",
        row.title(),
        row.stage(),
        row.result(),
        row.status(),
        row.id());
  }

  /** The whole row, unless it has moved on since it was read. */
  static void swap(Connection connection, Row row) throws SQLException, Refused {
    int rows =
        update(
            connection,
            "UPDATE bid SET version = version + 1, title = ?, stage = ?, result = ?, status = ?"
                + " WHERE id = ? AND version = ?",
            row.title(),
            row.stage(),
            row.result(),
            row.status(),
            row.id(),
            row.version());
    if (rows == 0) {
      throw new Refused("the row has moved on");
    }
  }

  /** The row as the person who saw it believes it to be. */
  static Row believed(Connection connection, Seen seen) throws SQLException {
    Row now = row(connection, seen.bid(), "");
    return new Row(
        now.id(), seen.version(), seen.title(), seen.stage(), now.result(), now.status());
  }

  @Override
  public List<Change> changes() throws SQLException {
    List<Change> changes = new ArrayList<>();
    try (Connection connection = connect();
        ResultSet found =
            connection.createStatement().executeQuery("SELECT * FROM change ORDER BY seq")) {
      while (found.next()) {
        changes.add(
            new Change(
                found.getString("bid"),
                found.getString("field"),
                found.getString("before"),
                found.getString("after"),
                found.getString("title_before")));
      }
    }
    return changes;
  }

  @Override
  public int stuck() throws SQLException {
    try (Connection connection = connect();
        ResultSet found =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM bid WHERE status = 'evaluating'")) {
      found.next();
      return found.getInt(1);
    }
  }

  @Override
  public long keptOutputs() {
    return 0;
  }

  @Override
  public void close() {
    pool.close();
  }
}
