package bidloom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one writing connection of an SQLite file, with group commit: the thread takes whatever writes
 * wait, runs each under a savepoint inside one {@code BEGIN IMMEDIATE}, and syncs the disk once for
 * all. A write that throws is rolled back alone; a caller hears of success only after the commit.
 */
final class SqliteWriter implements AutoCloseable {
  private static final int QUEUE = 1024;
  private static final int GROUP = 128;

  private final DataSource source;
  private final DatabaseClock clock;
  private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closing;
  private @Nullable Connection connection;

  SqliteWriter(DataSource source, DatabaseClock clock) {
    this.source = source;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::serve);
  }

  /** Runs the work in a transaction and waits until it is durable. */
  <T> T write(Function<Tx, T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    Job<T> job = new Job<>(work);
    enqueue(job);
    try {
      return job.done.join();
    } catch (CompletionException failed) {
      throw rethrown(failed);
    }
  }

  private void enqueue(Job<?> job) {
    try {
      queue.put(job);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreFailure("Interrupted before the write began.", new SQLException(interrupted));
    }
    if (closing && queue.remove(job)) {
      job.fail(new StoreFailure("The database is closed.", new SQLException("closed")));
    }
  }

  /** The failure as the caller's own, so that a refusal stays a refusal. */
  private static RuntimeException rethrown(CompletionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException refused -> refused;
      case Error bug -> throw bug;
      case null, default -> failed;
    };
  }

  private void serve() {
    List<Job<?>> group = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      group.clear();
      try {
        group.add(queue.take());
      } catch (InterruptedException closed) {
        continue;
      }
      queue.drainTo(group, GROUP - 1);
      commit(group);
    }
    disconnect();
  }

  private void commit(List<Job<?>> group) {
    try {
      Connection open = connection();
      execute(open, "BEGIN IMMEDIATE");
      for (Job<?> job : group) {
        attempt(open, new Tx(open, clock), job);
      }
      execute(open, "COMMIT");
      group.forEach(Job::succeed);
    } catch (SQLException failed) {
      disconnect();
      StoreFailure failure = new StoreFailure("The write failed.", failed);
      group.forEach(job -> job.fail(failure));
    }
  }

  /**
   * The transaction is begun and ended by hand: the driver's own commit begins the next one at
   * once, and an idle writer would lock every other process out of the file.
   */
  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @SuppressWarnings("IllegalCatch") // handed to the caller, whose it is
  private static void attempt(Connection connection, Tx tx, Job<?> job) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SAVEPOINT job");
      try {
        job.run(tx);
      } catch (RuntimeException | Error thrown) {
        statement.execute("ROLLBACK TO job");
        job.fail(thrown);
      }
      statement.execute("RELEASE job");
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = source.getConnection();
    }
    return connection;
  }

  private void disconnect() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException alreadyBroken) {
      // Closing is all that is left to do with it; the next write opens another.
    } finally {
      connection = null;
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Job<T> {
    private final Function<Tx, T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;

    Job(Function<Tx, T> work) {
      this.work = work;
    }

    void run(Tx tx) {
      result = work.apply(tx);
    }

    /** After the commit. A job that failed alone keeps its failure. */
    @SuppressWarnings("NullAway") // a null result is the work's own
    void succeed() {
      done.complete(result);
    }

    void fail(Throwable cause) {
      done.completeExceptionally(cause);
    }
  }
}
