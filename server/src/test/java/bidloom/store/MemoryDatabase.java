package bidloom.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * SQLite in memory: the product's schema, triggers and SQL, without a disk, a thread or a pool.
 * Transactions come one after another, each a savepoint inside one that is never committed: {@link
 * #forget} brings back the empty schema at once. For one thread at a time.
 */
public final class MemoryDatabase extends Database {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private LongSupplier millis = () -> 0;
  private UnaryOperator<String> rewrite = UnaryOperator.identity();

  private MemoryDatabase(Connection connection) {
    super(new SqliteDialect());
    this.connection = connection;
  }

  /** An empty database. */
  public static MemoryDatabase create() {
    try {
      SQLiteConfig config = new SQLiteConfig();
      config.enforceForeignKeys(true);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite::memory:");
      Connection connection = source.getConnection();
      FreshSchema.create(unclosed(connection));
      connection.setAutoCommit(true);
      MemoryDatabase database = new MemoryDatabase(connection);
      database.execute("BEGIN");
      return database;
    } catch (SQLException failed) {
      throw new StoreFailure("No database in memory.", failed);
    }
  }

  /** Begins a new life: all rows are gone. */
  public void forget(LongSupplier clockMillis, UnaryOperator<String> sqlRewrite) {
    run("ROLLBACK");
    run("BEGIN");
    millis = clockMillis;
    rewrite = sqlRewrite;
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new StoreFailure(sql, failed);
    }
  }

  @Override
  DataSource migrationSource() {
    return unclosed(connection);
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    run("SAVEPOINT tx");
    boolean done = false;
    try {
      T result = work.apply(new Tx(cached(), c -> millis.getAsLong()));
      done = true;
      return result;
    } finally {
      if (!done) {
        run("ROLLBACK TO tx");
      }
      run("RELEASE tx");
    }
  }

  @Override
  public <T> T writeUrgently(Function<Tx, T> work) {
    return write(work);
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    return work.apply(new Tx(cached(), c -> millis.getAsLong()));
  }

  /** Reads with the product's SQL as it is, whatever became of it for the others. */
  public <T> T truth(Function<Tx, T> work) {
    UnaryOperator<String> changed = rewrite;
    rewrite = UnaryOperator.identity();
    try {
      return read(work);
    } finally {
      rewrite = changed;
    }
  }

  /** Rises with every row that a transaction touches. */
  public long changes() {
    try {
      return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
    } catch (SQLException failed) {
      throw new StoreFailure("The changes can't be counted.", failed);
    }
  }

  /** The rows of a query past the product, column by column. */
  public List<Object[]> rows(String sql, Object... parameters) {
    try {
      PreparedStatement statement = statement(sql);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        int width = result.getMetaData().getColumnCount();
        List<Object[]> rows = new ArrayList<>();
        while (result.next()) {
          Object[] row = new Object[width];
          for (int i = 0; i < width; i++) {
            row[i] = result.getObject(i + 1);
          }
          rows.add(row);
        }
        return rows;
      }
    } catch (SQLException failed) {
      throw new StoreFailure(sql, failed);
    }
  }

  private void run(String sql) {
    try {
      statement(sql).execute();
    } catch (SQLException failed) {
      throw new StoreFailure(sql, failed);
    }
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /** The connection as the product sees it: its statements stay prepared. */
  private Connection cached() {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("prepareStatement") && arguments.length == 1) {
            return lasting(statement(rewrite.apply((String) arguments[0])));
          }
          return invoke(connection, method, arguments);
        });
  }

  private static PreparedStatement lasting(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (self, method, arguments) ->
            method.getName().equals("close") ? null : invoke(statement, method, arguments));
  }

  private static DataSource unclosed(Connection connection) {
    Connection lasting =
        proxy(
            Connection.class,
            (self, method, arguments) ->
                method.getName().equals("close") ? null : invoke(connection, method, arguments));
    return proxy(DataSource.class, (self, method, arguments) -> lasting);
  }

  private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failed) {
      throw new StoreFailure("It can't be closed.", failed);
    }
  }
}
