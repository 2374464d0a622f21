package bidloom.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The schema of a new SQLite file that goes with its command: the steps of {@link Migrations}, run
 * at once and without a record of them, since nothing will ever be migrated from here. A test holds
 * the two to the same result.
 */
final class FreshSchema {
  private FreshSchema() {}

  static void create(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      Dialect dialect = new SqliteDialect();
      new V1__Bids(dialect).apply(connection);
      for (String script :
          List.of(
              "common/V2__runs.sql",
              dialect.guards(),
              "common/V5__identity.sql",
              "common/V6__presence.sql",
              "common/V7__listing.sql",
              "common/V9__idempotency.sql",
              "common/V10__erasure.sql",
              dialect.exceptions(),
              "common/V12__profile.sql",
              dialect.profileGuards(),
              "common/V13__orders.sql")) {
        statement.executeUpdate(Script.text(script)); // the driver takes a whole script here
      }
      R__Status_transitions.apply(connection);
      connection.commit();
    } catch (SQLException failed) {
      throw new StoreFailure("The schema can't be created.", failed);
    }
  }
}
