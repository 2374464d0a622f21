package bidloom.store;

import java.sql.Connection;

/** SQLite 3.35 or newer. There is one writer, so a write transaction has every row to itself. */
final class SqliteDialect implements Dialect {
  @Override
  public String migrations() {
    return "classpath:bidloom/store/sqlite";
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
