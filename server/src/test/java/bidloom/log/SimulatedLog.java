package bidloom.log;

import bidloom.domain.Settings;
import bidloom.service.Tables;
import bidloom.store.Database;
import java.util.concurrent.Executor;

/** Makes a log whose waiting is simulated. */
public final class SimulatedLog {
  private SimulatedLog() {}

  public static EventLog of(Database database, Tables tables, Settings settings, Executor later) {
    return new EventLog(database, tables.runs(), tables.events(), settings, later);
  }
}
