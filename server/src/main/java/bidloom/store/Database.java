package bidloom.store;

import bidloom.domain.BidId;
import bidloom.domain.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A database, SQLite or PostgreSQL, and the way to its transactions.
 *
 * <p>A write is a short transaction of its own: all of it is durable when {@link #write} returns,
 * none of it where it throws (but see {@link StoreFailure}). Its work runs at most once, holds no
 * other resource and calls neither {@link #write} nor {@link #read}.
 */
public abstract class Database implements AutoCloseable {
  private final Dialect dialect;
  private final Commits commits;

  Database(Dialect dialect) {
    this.dialect = dialect;
    this.commits = new Commits();
  }

  /** Another way to the same database. */
  Database(Database real) {
    this.dialect = real.dialect;
    this.commits = real.commits;
  }

  /**
   * Opens and migrates a database.
   *
   * @param jdbcUrl {@code jdbc:sqlite:...} or {@code jdbc:postgresql:...}
   */
  public static Database open(String jdbcUrl, Settings settings) {
    Database database = connect(jdbcUrl, settings);
    try {
      database.migrate();
      return database;
    } catch (RuntimeException | Error failed) {
      database.close();
      throw failed;
    }
  }

  /**
   * A new SQLite database in that file for the length of one command: the same schema and the same
   * transactions, but nothing of it needs to survive a power loss.
   */
  public static Database throwaway(Path file) {
    SqliteDatabase database = SqliteDatabase.throwaway(file, new SqliteDialect()::nowMillis);
    FreshSchema.create(database.migrationSource());
    return database;
  }

  private static Database connect(String jdbcUrl, Settings settings) {
    if (jdbcUrl.startsWith(SqliteDatabase.PREFIX)) {
      return SqliteDatabase.durable(jdbcUrl, new SqliteDialect()::nowMillis);
    }
    if (jdbcUrl.startsWith(PostgresDatabase.PREFIX)) {
      return new PostgresDatabase(jdbcUrl, settings, new PostgresDialect()::nowMillis);
    }
    throw new IllegalArgumentException(
        "A database is jdbc:sqlite:<file> or jdbc:postgresql://<host>/<name>, not " + jdbcUrl);
  }

  /** Brings the schema up to date; what it was before or what it is now, never between. */
  final void migrate() {
    Migrations.run(migrationSource(), dialect);
  }

  abstract javax.sql.DataSource migrationSource();

  final Dialect dialect() {
    return dialect;
  }

  /** Tells of the bids that {@link #write} has changed in this process. */
  public final Commits commits() {
    return commits;
  }

  /** Runs a write by those means and tells of what it changed. */
  final <T> T telling(Function<Function<Tx, T>, T> write, Function<Tx, T> work) {
    Set<BidId> changed = new HashSet<>();
    T result =
        write.apply(
            tx -> {
              T done = work.apply(tx);
              changed.addAll(tx.changed());
              return done;
            });
    commits.tell(changed);
    return result;
  }

  /** Runs a transaction that changes something. */
  public abstract <T> T write(Function<Tx, T> work);

  /**
   * Runs a heartbeat: a write on a connection that no other write can keep busy, given up after
   * {@link Settings#heartbeatTimeout}.
   */
  public abstract <T> T writeUrgently(Function<Tx, T> work);

  /** Runs a transaction that only reads. */
  public abstract <T> T read(Function<Tx, T> work);

  /** The way to other nodes on this database, where there can be any. */
  public Optional<HintChannel> hints(HintChannel.Topic topic) {
    return Optional.empty();
  }

  @Override
  public abstract void close();
}
