package bidloom.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Tells a transaction the time; leases are measured on it, so all nodes must share it. */
@FunctionalInterface
interface DatabaseClock {
  long nowMillis(Connection connection) throws SQLException;
}
