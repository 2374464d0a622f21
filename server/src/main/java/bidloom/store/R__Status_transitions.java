package bidloom.store;

import bidloom.domain.Transition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Writes the domain's legal status pairs where the status trigger looks them up (guarantee G3).
 * Runs again whenever the pairs have changed.
 */
final class R__Status_transitions extends BaseJavaMigration {
  private static final String CLEAR = "DELETE FROM bid_status_transition";
  private static final String INSERT =
      "INSERT INTO bid_status_transition (from_status, to_status) VALUES (?, ?)";

  @Override
  public Integer getChecksum() {
    StringBuilder pairs = new StringBuilder();
    for (Transition.Pair pair : Transition.pairs()) {
      pairs.append(pair.from().wireName()).append('>').append(pair.to().wireName()).append(';');
    }
    return pairs.toString().hashCode();
  }

  @Override
  public void migrate(Context context) throws SQLException {
    apply(context.getConnection());
  }

  static void apply(Connection connection) throws SQLException {
    try (Statement clear = connection.createStatement();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      clear.execute(CLEAR);
      for (Transition.Pair pair : Transition.pairs()) {
        insert.setString(1, pair.from().wireName());
        insert.setString(2, pair.to().wireName());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
