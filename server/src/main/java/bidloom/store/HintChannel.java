package bidloom.store;

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
 * News from node to node over PostgreSQL's NOTIFY: the ids of what has changed. A hint and nothing
 * more: it is sent after the commit, in a transaction of its own, and may get lost. Receiving is
 * for one thread; it holds a connection of its own.
 */
public final class HintChannel implements AutoCloseable {
  private static final String NOTIFY =
      "SELECT pg_notify(?, ? || id) FROM jsonb_array_elements_text(?::jsonb) AS id";

  /** What the ids are of. */
  public enum Topic {
    /** Runs whose log has grown. */
    RUN("bidloom_run", "LISTEN bidloom_run"),
    /** Bids that were changed, or who is on them. */
    BID("bidloom_bid", "LISTEN bidloom_bid");

    private final String channel;
    private final String listen;

    Topic(String channel, String listen) {
      this.channel = channel;
      this.listen = listen;
    }
  }

  private final DataSource pool;
  private final String jdbcUrl;
  private final Topic topic;
  private final String ownMark = UUID.randomUUID() + " ";
  private @Nullable Connection listening;

  HintChannel(DataSource pool, String jdbcUrl, Topic topic) {
    this.topic = topic;
    this.pool = pool;
    this.jdbcUrl = jdbcUrl;
  }

  /** Tells the other nodes. */
  public void send(Collection<String> ids) {
    try (Connection connection = pool.getConnection();
        PreparedStatement notify = connection.prepareStatement(NOTIFY)) {
      notify.setString(1, topic.channel);
      notify.setString(2, ownMark);
      notify.setString(3, Json.write(ids));
      notify.execute();
      connection.commit();
    } catch (SQLException failed) {
      throw new StoreFailure("A hint was not sent.", failed);
    }
  }

  /** Waits for what other nodes tell; none where nothing came in time. */
  public List<String> receive(Duration patience) {
    try {
      PGNotification[] heard =
          connection().unwrap(PGConnection.class).getNotifications((int) patience.toMillis());
      List<String> ids = new ArrayList<>();
      for (PGNotification one : heard) {
        if (!one.getParameter().startsWith(ownMark)) {
          ids.add(one.getParameter().substring(ownMark.length()));
        }
      }
      return ids;
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
        statement.execute(topic.listen);
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
