package bidloom.store;

import bidloom.domain.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database of a test's own, and any number of connections to it. */
public final class TestDatabase {
  private static final String TRIGGERS = " FROM sqlite_schema WHERE type = 'trigger'";

  private static final String OTHERS =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend'
        AND pid <> pg_backend_pid()""";

  private final String url;

  private TestDatabase(String url) {
    this.url = url;
  }

  /** An SQLite file that is deleted with the JVM. */
  public static TestDatabase sqlite() {
    try {
      Path folder = Files.createTempDirectory("bidloom-test");
      Path file = folder.resolve("bidloom.db");
      for (Path path : List.of(folder, file, Path.of(file + "-wal"), Path.of(file + "-shm"))) {
        path.toFile().deleteOnExit();
      }
      return new TestDatabase(SqliteDatabase.PREFIX + file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** An SQLite file of the test's own. */
  static TestDatabase at(Path file) {
    return new TestDatabase(SqliteDatabase.PREFIX + file);
  }

  /** An empty database on the embedded PostgreSQL. */
  public static TestDatabase postgres() {
    return new TestDatabase(PostgresServer.freshDatabase());
  }

  public String url() {
    return url;
  }

  public boolean isSqlite() {
    return url.startsWith(SqliteDatabase.PREFIX);
  }

  /** Opens and migrates it as a node does. */
  public Database open() {
    return Database.open(url, Settings.DEFAULTS);
  }

  /** Opens it as it is. */
  Database connect() {
    return isSqlite()
        ? SqliteDatabase.durable(url, connection -> System.currentTimeMillis())
        : new PostgresDatabase(url, Settings.DEFAULTS, connection -> System.currentTimeMillis());
  }

  /** Opens and migrates it with another clock. */
  public Database open(TestClock clock) {
    Database database =
        isSqlite()
            ? SqliteDatabase.durable(url, connection -> clock.millis())
            : new PostgresDatabase(url, Settings.DEFAULTS, connection -> clock.millis());
    database.migrate();
    return database;
  }

  /** Opens it for a look, with another clock. */
  public Inspection inspect(TestClock clock) {
    return Inspection.open(ReadOnlySource.of(url), connection -> clock.millis());
  }

  /** Fills it with the origin system's table, before it is opened for the first time. */
  public TestDatabase withOriginTable() throws SQLException {
    OriginTable.create(this);
    return this;
  }

  /**
   * Runs plain SQL as an administrator can who knows how to get around triggers and foreign keys,
   * and leaves the guards as they were.
   */
  public void executeUnguarded(String... statements) throws SQLException {
    try (Connection connection = plain();
        Statement statement = connection.createStatement()) {
      if (!isSqlite()) {
        statement.execute("SET session_replication_role = replica");
        for (String sql : statements) {
          statement.execute(sql);
        }
        return;
      }
      statement.execute("PRAGMA foreign_keys = OFF");
      statement.execute("BEGIN IMMEDIATE");
      List<String> guards = texts(statement, "SELECT sql" + TRIGGERS);
      for (String name : texts(statement, "SELECT name" + TRIGGERS)) {
        statement.execute("DROP TRIGGER " + name);
      }
      for (String sql : statements) {
        statement.execute(sql);
      }
      for (String guard : guards) {
        statement.execute(guard);
      }
      statement.execute("COMMIT");
    }
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names;
  }

  /** A connection past the product, as any SQL tool has it; foreign keys are enforced. */
  public Connection plain() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    if (isSqlite()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 10000");
        statement.execute("PRAGMA foreign_keys = ON");
      }
    }
    return connection;
  }

  /** Runs plain SQL; the number of rows it touched. */
  public int execute(String sql) throws SQLException {
    try (Connection connection = plain();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return statement.getUpdateCount();
    }
  }

  /** The first column of a query, as texts. */
  public List<Optional<String>> column(String sql) throws SQLException {
    try (Connection connection = plain();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<Optional<String>> column = new ArrayList<>();
      while (result.next()) {
        column.add(Optional.ofNullable(result.getString(1)));
      }
      return column;
    }
  }

  /** The one value of a query. */
  public String value(String sql) throws SQLException {
    return column(sql).getFirst().orElseThrow();
  }

  /** True where nobody has it open any more. */
  public boolean isLetGo() throws SQLException {
    return isSqlite()
        // The last one to close a file in WAL mode removes its log.
        ? Files.notExists(Path.of(url.substring(SqliteDatabase.PREFIX.length()) + "-wal"))
        : value(OTHERS).equals("0");
  }

  /** How many may read it at the same time through one {@link Database}. */
  public int readers() {
    return isSqlite() ? SqliteDatabase.READERS : PostgresDatabase.CONNECTIONS;
  }
}
