package bidloom.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Connections that can read a database and do nothing else, not even make a side file.
 *
 * @param isolation at which a transaction sees one moment
 * @param untouched throws where somebody may have written past that
 */
record ReadOnlySource(Dialect dialect, DataSource dataSource, int isolation, Runnable untouched) {

  static ReadOnlySource of(String jdbcUrl) {
    if (jdbcUrl.startsWith(SqliteDatabase.PREFIX)) {
      return sqlite(file(jdbcUrl.substring(SqliteDatabase.PREFIX.length())));
    }
    if (jdbcUrl.startsWith(PostgresDatabase.PREFIX)) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(jdbcUrl);
      source.setApplicationName("bidloom verify");
      source.setReadOnly(true);
      return new ReadOnlySource(
          new PostgresDialect(), source, Connection.TRANSACTION_REPEATABLE_READ, () -> {});
    }
    throw new Inspection.Unreadable(
        "A database is jdbc:sqlite:<file> or jdbc:postgresql://<host>/<name>, not " + jdbcUrl);
  }

  private static Path file(String name) {
    String path = name.startsWith("file:") ? name.substring("file:".length()) : name;
    int query = path.indexOf('?');
    Path file = Path.of(query < 0 ? path : path.substring(0, query)).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new Inspection.Unreadable("There is no database file " + file + ".");
    }
    return file;
  }

  /**
   * A file whose write-ahead log is there is read through it, beside whoever writes. Without one it
   * is read as it lies, since SQLite would make an empty log, and a read-only connection can't
   * remove it.
   */
  private static ReadOnlySource sqlite(Path file) {
    Path log = Path.of(file + "-wal");
    boolean asItLies = Files.notExists(log);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(SqliteDatabase.PREFIX + file.toUri() + (asItLies ? "?immutable=1" : "?mode=ro"));
    return new ReadOnlySource(
        new SqliteDialect(),
        source,
        Connection.TRANSACTION_SERIALIZABLE,
        asItLies ? unchanged(file, log) : () -> {});
  }

  private static Runnable unchanged(Path file, Path log) {
    long before = file.toFile().lastModified();
    return () -> {
      if (Files.exists(log) || file.toFile().lastModified() != before) {
        throw new Inspection.Unreadable(
            "Somebody wrote to the database while it was read; run this again.");
      }
    };
  }

  /** A connection in a transaction that sees one moment. */
  Connection snapshot() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      connection.setTransactionIsolation(isolation);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  void demandUntouched() {
    untouched.run();
  }
}
