package bidloom.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where SQLite and PostgreSQL differ, and nothing else: each entry is demanded by a store test. */
interface Dialect {
  /** The Flyway location of what only this database understands. */
  String migrations();

  /** The script, beside this class, that makes the triggers. */
  String guards();

  /** The script that makes the exceptions to them, for erasure and retention. */
  String exceptions();

  /** The script that makes those of the company's profile. */
  String profileGuards();

  /** A query for the {@code name} of each trigger, and each unique partial index, that is on. */
  String guardsPresent();

  /** Locks the rows of a SELECT until the transaction ends. */
  String forUpdate();

  /** As {@link #forUpdate}, passing over rows that somebody else has locked. */
  String forUpdateSkipLocked();

  /** A subquery that yields the elements of a JSON array of texts, given as one parameter. */
  String elements();

  /** Whether ALTER TABLE can take NOT NULL from a column. */
  boolean dropsNotNull();

  /** The database's clock, in epoch milliseconds. */
  long nowMillis(Connection connection) throws SQLException;
}
