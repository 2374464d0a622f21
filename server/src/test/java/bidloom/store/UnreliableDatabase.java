package bidloom.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A database whose answers get lost: before the work is done, or after it was committed. */
public final class UnreliableDatabase extends Database {
  private final Database real;
  private final AtomicInteger lostReplies = new AtomicInteger();
  private final AtomicInteger writesUntilAction = new AtomicInteger();
  private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean down;
  private volatile boolean readsFail;

  public UnreliableDatabase(Database real) {
    super(real);
    this.real = real;
  }

  /** The next writes are committed, and their callers never hear of it. */
  public void loseReplies(int count) {
    lostReplies.set(count);
  }

  /** Once so many writes are done, this happens before the next one. */
  public void beforeWriteAfter(int writes, Runnable happening) {
    action.set(happening);
    writesUntilAction.set(writes + 1);
  }

  /** From now on nothing is done, or again everything. */
  public void setDown(boolean down) {
    this.down = down;
  }

  /** From now on only reads fail. */
  public void setReadsFail(boolean readsFail) {
    this.readsFail = readsFail;
  }

  /** The number of reads so far, those that failed among them. */
  public int reads() {
    return reads.get();
  }

  /** The number of replies that are still to be lost. */
  public int repliesToLose() {
    return lostReplies.get();
  }

  @Override
  javax.sql.DataSource migrationSource() {
    return real.migrationSource();
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    failIf(down);
    if (writesUntilAction.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
      action.getAndSet(() -> {}).run();
    }
    T result = real.write(work);
    failIf(lostReplies.getAndUpdate(left -> Math.max(0, left - 1)) > 0);
    return result;
  }

  @Override
  public <T> T writeUrgently(Function<Tx, T> work) {
    failIf(down);
    return real.writeUrgently(work);
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    boolean failing = down || readsFail;
    reads.incrementAndGet();
    failIf(failing);
    return real.read(work);
  }

  private static void failIf(boolean lost) {
    if (lost) {
      throw new StoreFailure("cut off", new SQLException("connection reset"));
    }
  }

  @Override
  public void close() {
    real.close();
  }
}
