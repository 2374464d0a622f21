package bidloom.bench.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Remedy 3 alone: a status that says that somebody works on it, set by compare-and-set; edits as in
 * the origin.
 */
final class StatusLock extends LastWriteWins {
  StatusLock(String url) {
    super(url);
  }

  @Override
  public Optional<Basis> evaluate(String evaluation, String bid, Agents agents) throws Exception {
    Row row;
    try (Connection connection = connect()) {
      if (!locked(connection, bid)) {
        return Optional.empty();
      }
      row = row(connection, bid, "");
    }
    agents.work();
    try (Connection connection = connect()) {
      overwrite(connection, row.with(RESULT, evaluation).status("decided"));
    }
    return Optional.of(new Basis(evaluation, row.title(), row.result()));
  }

  private static boolean locked(Connection connection, String bid) throws SQLException {
    return update(
            connection,
            "UPDATE bid SET status = 'evaluating' WHERE id = ? AND status <> 'evaluating'",
            bid)
        == 1;
  }
}
