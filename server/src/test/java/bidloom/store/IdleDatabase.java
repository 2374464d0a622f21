package bidloom.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A database that does no work, for code whose threads are scheduled one by one: every transaction
 * comes to the same answer. It notices two at once.
 */
public final class IdleDatabase extends Database {
  private final Object answer;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger failures = new AtomicInteger();

  /** A database whose transactions come to that. */
  public IdleDatabase(Object answer) {
    super(new SqliteDialect());
    this.answer = answer;
  }

  /** The next transactions fail. */
  public void fail(int times) {
    failures.set(times);
  }

  @Override
  @SuppressWarnings("unchecked") // the answer is what the caller's work would have come to
  public <T> T write(Function<Tx, T> work) {
    Interleavings.check(busy.compareAndSet(false, true), "two transactions at once");
    try {
      if (failures.getAndDecrement() > 0) {
        throw new StoreFailure("cut off", new SQLException("connection reset"));
      }
      return (T) answer;
    } finally {
      busy.set(false);
    }
  }

  @Override
  public <T> T writeUrgently(Function<Tx, T> work) {
    return write(work);
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    return write(work);
  }

  @Override
  javax.sql.DataSource migrationSource() {
    throw new UnsupportedOperationException("nothing is stored here");
  }

  @Override
  public void close() {}
}
