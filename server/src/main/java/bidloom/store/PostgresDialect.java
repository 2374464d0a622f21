package bidloom.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL 15 or newer, at READ COMMITTED. */
final class PostgresDialect implements Dialect {
  private static final String GUARDS_PRESENT =
      """
      SELECT tgname AS name FROM pg_trigger
      WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal AND tgrelid IN (
        'bid_opportunities'::regclass, 'bid_revision'::regclass, 'bid_run'::regclass,
        'run_event'::regclass, 'company_profile'::regclass)
      UNION
      SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = 'bid_run'::regclass AND i.indisunique AND i.indisvalid
        AND i.indpred IS NOT NULL
      """;

  private static final String NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  @Override
  public String migrations() {
    return "classpath:bidloom/store/postgresql";
  }

  @Override
  public String guards() {
    return "postgresql/V4__guards.sql";
  }

  @Override
  public String exceptions() {
    return "postgresql/V11__exceptions.sql";
  }

  @Override
  public String profileGuards() {
    return "postgresql/V12_1__profile_guards.sql";
  }

  @Override
  public String guardsPresent() {
    return GUARDS_PRESENT;
  }

  @Override
  public String forUpdate() {
    return "FOR UPDATE";
  }

  @Override
  public String forUpdateSkipLocked() {
    return "FOR UPDATE SKIP LOCKED";
  }

  @Override
  public String elements() {
    return "SELECT json_array_elements_text(?::json)";
  }

  @Override
  public boolean dropsNotNull() {
    return true;
  }

  @Override
  public long nowMillis(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(NOW)) {
      result.next();
      return result.getLong(1);
    }
  }
}
