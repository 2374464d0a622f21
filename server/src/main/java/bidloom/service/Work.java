package bidloom.service;

import bidloom.store.Database;
import bidloom.store.Tx;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A change that is described and not yet done: what happens in one transaction, and what follows
 * its commit. Two can be made one, so that both are done or neither is.
 */
@CheckReturnValue
public final class Work<T> {
  private final Database database;
  private final Function<Tx, Done<T>> inTransaction;

  /** A result that holds once the transaction is committed, and what is to be done then. */
  private record Done<T>(T result, Runnable afterCommit) {}

  private Work(Database database, Function<Tx, Done<T>> inTransaction) {
    this.database = database;
    this.inTransaction = inTransaction;
  }

  static <T> Work<T> of(Database database, Function<Tx, T> inTransaction) {
    return of(database, inTransaction, result -> {});
  }

  static <T> Work<T> of(Database database, Function<Tx, T> inTransaction, Consumer<T> afterCommit) {
    return new Work<>(
        database,
        tx -> {
          T result = inTransaction.apply(tx);
          return new Done<>(result, () -> afterCommit.accept(result));
        });
  }

  /** Does it: durable when this returns, without effect where this throws. */
  @CanIgnoreReturnValue
  public T now() {
    Done<T> done = database.write(inTransaction);
    done.afterCommit().run();
    return done.result();
  }

  /** This, with another view of its result. */
  public <U> Work<U> map(Function<T, U> view) {
    return new Work<>(
        database,
        tx -> {
          Done<T> done = inTransaction.apply(tx);
          return new Done<>(view.apply(done.result()), done.afterCommit());
        });
  }

  /** This and what follows from its result, in one transaction. */
  public <U> Work<U> then(Function<T, Work<U>> next) {
    return new Work<>(
        database,
        tx -> {
          Done<T> first = inTransaction.apply(tx);
          Done<U> second = next.apply(first.result()).inTransaction.apply(tx);
          return new Done<>(
              second.result(),
              () -> {
                first.afterCommit().run();
                second.afterCommit().run();
              });
        });
  }

  /** This with a step of the same transaction that needs its result. */
  Work<T> and(BiConsumer<Tx, T> step) {
    return then(
        result ->
            of(
                database,
                tx -> {
                  step.accept(tx, result);
                  return result;
                }));
  }
}
