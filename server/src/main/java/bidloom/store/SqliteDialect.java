package bidloom.store;

import java.sql.Connection;

/** SQLite 3.35 or newer. There is one writer, so a write transaction has every row to itself. */
final class SqliteDialect implements Dialect {
  private static final String GUARDS_PRESENT =
      """
      SELECT name FROM sqlite_schema WHERE type = 'trigger'
      UNION SELECT name FROM pragma_index_list('bid_run') WHERE "unique" = 1 AND partial = 1
      """;

  @Override
  public String migrations() {
    return "classpath:bidloom/store/sqlite";
  }

  @Override
  public String guards() {
    return "sqlite/V4__guards.sql";
  }

  @Override
  public String exceptions() {
    return "sqlite/V11__exceptions.sql";
  }

  @Override
  public String profileGuards() {
    return "sqlite/V12_1__profile_guards.sql";
  }

  @Override
  public String guardsPresent() {
    return GUARDS_PRESENT;
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public String forUpdateSkipLocked() {
    return "";
  }

  @Override
  public String elements() {
    return "SELECT value FROM json_each(?)";
  }

  @Override
  public boolean dropsNotNull() {
    return false;
  }

  /** SQLite lives in the process: its clock is the host's. */
  @Override
  public long nowMillis(Connection connection) {
    return System.currentTimeMillis();
  }
}
