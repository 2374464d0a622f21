package bidloom.store;

import bidloom.domain.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * PostgreSQL: a pool of connections at READ COMMITTED, and one of its own for heartbeats, so that a
 * busy pool can never cost a run its lease.
 */
final class PostgresDatabase extends Database {
  static final String PREFIX = "jdbc:postgresql:";
  static final int CONNECTIONS = 16;
  private static final long WAIT_MILLIS = 10_000;

  private final DatabaseClock clock;
  private final String jdbcUrl;
  private final HikariDataSource pool;
  private final HikariDataSource urgent;

  PostgresDatabase(String jdbcUrl, Settings settings, DatabaseClock clock) {
    super(new PostgresDialect());
    this.clock = clock;
    this.jdbcUrl = jdbcUrl;
    this.pool = new HikariDataSource(config(jdbcUrl, "postgresql", CONNECTIONS, WAIT_MILLIS));
    this.urgent = new HikariDataSource(urgent(jdbcUrl, settings.heartbeatTimeout().toMillis()));
  }

  private static HikariConfig urgent(String jdbcUrl, long timeoutMillis) {
    HikariConfig config = config(jdbcUrl, "postgresql-urgent", 1, timeoutMillis);
    config.setConnectionInitSql("SET statement_timeout = " + timeoutMillis);
    return config;
  }

  private static HikariConfig config(String jdbcUrl, String name, int size, long waitMillis) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(waitMillis);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.addDataSourceProperty("ApplicationName", "bidloom");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // A failure is logged, and its detail would be the row that was refused.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }

  @Override
  DataSource migrationSource() {
    return pool;
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return telling(telling -> transact(pool, telling), work);
  }

  @Override
  public <T> T writeUrgently(Function<Tx, T> work) {
    return transact(urgent, work);
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    return transact(pool, work);
  }

  @Override
  public Optional<HintChannel> hints(HintChannel.Topic topic) {
    return Optional.of(new HintChannel(pool, jdbcUrl, topic));
  }

  private <T> T transact(DataSource source, Function<Tx, T> work) {
    try (Connection connection = source.getConnection()) {
      boolean done = false;
      try {
        T result = work.apply(new Tx(connection, clock));
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException failed) {
      throw new StoreFailure("The database did not answer as it should.", failed);
    }
  }

  @Override
  public void close() {
    urgent.close();
    pool.close();
  }
}
