package bidloom.store;

import bidloom.domain.RunId;
import bidloom.protocol.Json;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * News from node to node over PostgreSQL's NOTIFY: the ids of runs whose log has grown. A hint and
 * nothing more: it is sent after the commit, in a transaction of its own, and may get lost.
 * Receiving is for one thread; it holds a connection of its own.
 */
public final class HintChannel implements AutoCloseable {
  private static final String LISTEN = "LISTEN bidloom_run";
  private static final String NOTIFY =
      "SELECT pg_notify('bidloom_run', ? || id) FROM jsonb_array_elements_text(?::jsonb) AS id";

  private final DataSource pool;
  private final String jdbcUrl;
  private final String ownMark = UUID.randomUUID() + " ";
  private @Nullable Connection listening;

  HintChannel(DataSource pool, String jdbcUrl) {
    this.pool = pool;
    this.jdbcUrl = jdbcUrl;
  }

  /** Tells the other nodes. */
  public void send(Collection<RunId> runs) {
    try (Connection connection = pool.getConnection();
        PreparedStatement notify = connection.prepareStatement(NOTIFY)) {
      notify.setString(1, ownMark);
      notify.setString(2, Json.write(runs.stream().map(RunId::value).toList()));
      notify.execute();
      connection.commit();
    } catch (SQLException failed) {
      throw new StoreFailure("A hint was not sent.", failed);
    }
  }

  /** Waits for what other nodes tell; none where nothing came in time. */
  public List<RunId> receive(Duration patience) {
    try {
      PGNotification[] heard =
          connection().unwrap(PGConnection.class).getNotifications((int) patience.toMillis());
      List<RunId> runs = new ArrayList<>();
      for (PGNotification one : heard) {
        if (!one.getParameter().startsWith(ownMark)) {
          runs.add(new RunId(one.getParameter().substring(ownMark.length())));
        }
      }
      return runs;
    } catch (SQLException failed) {
      close();
      throw new StoreFailure("Hints are not heard for now.", failed);
    }
  }

  private Connection connection() throws SQLException {
    if (listening == null) {
      Properties properties = new Properties();
      properties.setProperty("ApplicationName", "bidloom hints");
      properties.setProperty("tcpKeepAlive", "true");
      listening = DriverManager.getConnection(jdbcUrl, properties);
      try (Statement statement = listening.createStatement()) {
        statement.execute(LISTEN);
      }
    }
    return listening;
  }

  /** Ends the receiver's connection; the next receive opens another. */
  @Override
  public void close() {
    try {
      if (listening != null) {
        listening.close();
      }
    } catch (SQLException alreadyBroken) {
      // Closing is all that is left to do with it.
    } finally {
      listening = null;
    }
  }
}
