package bidloom.store;

import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A database behind a line that decides what becomes of each transaction and of its answer. */
public final class FaultyDatabase extends Database {
  private final Database real;
  private final Line line;

  public FaultyDatabase(Database real, Line line) {
    super(real);
    this.real = real;
    this.line = line;
  }

  /** What a transaction is for. */
  public enum Kind {
    READ,
    WRITE,
    HEARTBEAT
  }

  /** The way to the database and back. */
  public interface Line {
    /** Runs the transaction at most once; may wait, throw {@link #cutOff}, or never return. */
    <T> T call(Kind kind, Supplier<T> transaction);
  }

  /** The failure of a call that got no answer. */
  public static StoreFailure cutOff(String why) {
    return new StoreFailure("cut off", new SQLException(why));
  }

  @Override
  DataSource migrationSource() {
    return real.migrationSource();
  }

  @Override
  public <T> T write(Function<Tx, T> work) {
    return line.call(Kind.WRITE, () -> real.write(work));
  }

  @Override
  public <T> T writeUrgently(Function<Tx, T> work) {
    return line.call(Kind.HEARTBEAT, () -> real.writeUrgently(work));
  }

  @Override
  public <T> T read(Function<Tx, T> work) {
    return line.call(Kind.READ, () -> real.read(work));
  }

  /** The real one belongs to all nodes. */
  @Override
  public void close() {}
}
