package bidloom.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in a file: write-ahead log, {@code synchronous=FULL} (a commit survives a power loss), one
 * writing connection with group commit and a few reading ones.
 */
final class SqliteDatabase extends Database {
  static final String PREFIX = "jdbc:sqlite:";
  static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;

  private final DatabaseClock clock;
  private final String jdbcUrl;
  private final SQLiteConfig.SynchronousMode synchronous;
  private final DataSource readers;
  private final SqliteWriter writer;

  static SqliteDatabase durable(String jdbcUrl, DatabaseClock clock) {
    return new SqliteDatabase(
        jdbcUrl, clock, SQLiteConfig.SynchronousMode.FULL, SqliteDatabase::pool);
  }

  /**
   * Opens a connection for each read: for the few that a command makes, a pool starts too slowly.
   */
  static SqliteDatabase throwaway(Path file, DatabaseClock clock) {
    return new SqliteDatabase(
        PREFIX + file, clock, SQLiteConfig.SynchronousMode.OFF, UnaryOperator.identity());
  }

  private SqliteDatabase(
      String jdbcUrl,
      DatabaseClock clock,
      SQLiteConfig.SynchronousMode synchronous,
      UnaryOperator<DataSource> pooling) {
    super(new SqliteDialect());
    this.synchronous = synchronous;
    this.clock = clock;
    this.jdbcUrl = jdbcUrl;
    DataSource source = source(jdbcUrl, false, true);
    this.writer = new SqliteWriter(source, clock);
    this.readers = pooling.apply(source(jdbcUrl, true, true));
  }

  private DataSource source(String jdbcUrl, boolean readOnly, boolean foreignKeys) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(foreignKeys);
    config.setTransactionMode(
        readOnly ? SQLiteConfig.TransactionMode.DEFERRED : SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(jdbcUrl);
    return source;
  }

  private static DataSource pool(DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sqlite-readers");
    config.setDataSource(source);
    config.setMaximumPoolSize(READERS);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** Without foreign keys, which a table that is rebuilt would break for a moment. */
  @Override
  DataSource migrationSource() {
    return source(jdbcUrl, false, false);
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return telling(writer::write, work);
  }

  /** The one writer serves everybody in turn; no write is long. */
  @Override
  public <T> T writeUrgently(Function<Tx, T> work) {
    return writer.write(work);
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    try (Connection connection = readers.getConnection()) {
      connection.setAutoCommit(false);
      T result = work.apply(new Tx(connection, clock));
      connection.rollback();
      return result;
    } catch (SQLException failed) {
      throw new StoreFailure("The database can't be read.", failed);
    }
  }

  @Override
  public void close() {
    writer.close();
    if (readers instanceof HikariDataSource pool) {
      pool.close();
    }
  }
}
