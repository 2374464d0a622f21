package bidloom.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL of this test JVM, started when the first test class asks for it. */
final class PostgresServer {
  private static @Nullable EmbeddedPostgres server;
  private static int databases;

  private PostgresServer() {}

  /** Creates an empty database; its URL. */
  static synchronized String freshDatabase() {
    String name = "bidloom_" + ++databases;
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return server().getJdbcUrl("postgres", name);
  }

  private static EmbeddedPostgres server() {
    EmbeddedPostgres running = server;
    if (running == null) {
      try {
        running = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      server = running;
    }
    return running;
  }
}
