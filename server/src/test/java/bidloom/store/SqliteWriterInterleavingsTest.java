package bidloom.store;

import static bidloom.store.Interleavings.atOnce;
import static bidloom.store.Interleavings.check;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes that are handed in while others are committed and while the database is closed. */
@Tag("lincheck")
class SqliteWriterInterleavingsTest {
  private static final int ORDERS = 100;

  /** Executes everything and does nothing. Made beforehand, so that its making is not explored. */
  private static final Statement STATEMENT = answering(Statement.class, false);

  private static final Connection CONNECTION = answering(Connection.class, STATEMENT);
  private static final DataSource SOURCE = answering(DataSource.class, CONNECTION);

  private static <T> T answering(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            SqliteWriterInterleavingsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> type.isInstance(arguments[0]);
                  case "hashCode" -> type.hashCode();
                  case "toString" -> type.getSimpleName();
                  case "close" -> null;
                  default -> answer;
                }));
  }

  @Test
  void aWriteThatMeetsTheCloseIsDoneOrRefusedAndNeverLeftWaiting() {
    Interleavings.explore(
        ORDERS,
        () -> {
          SqliteWriter writer = new SqliteWriter(SOURCE, connection -> 1);
          AtomicInteger done = new AtomicInteger();
          AtomicInteger answered = new AtomicInteger();
          atOnce(
              () -> {
                try {
                  check(writer.write(tx -> done.incrementAndGet()) == 1, "another's answer");
                } catch (StoreFailure closed) {
                  check(done.get() == 0, "refused, but done");
                }
                answered.incrementAndGet();
              },
              writer::close);
          check(answered.get() == 1, "no answer");
        });
  }
}
