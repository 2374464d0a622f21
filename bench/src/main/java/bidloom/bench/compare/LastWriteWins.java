package bidloom.bench.compare;

import java.sql.Connection;
import java.util.Optional;

/** The origin: read, work, write without looking. */
class LastWriteWins extends PlainTable {
  LastWriteWins(String url) {
    super(url);
  }

  @Override
  public void edit(Seen seen, String field, String value) throws Exception {
    try (Connection connection = connect()) {
      overwrite(connection, believed(connection, seen).with(field, value));
    }
  }

  @Override
  public Optional<Basis> evaluate(String evaluation, String bid, Agents agents) throws Exception {
    Row row;
    try (Connection connection = connect()) {
      row = row(connection, bid, "");
      overwrite(connection, row.status("evaluating"));
    }
    agents.work();
    try (Connection connection = connect()) {
      overwrite(connection, row.with(RESULT, evaluation).status("decided"));
    }
    return Optional.of(new Basis(evaluation, row.title(), row.result()));
  }
}
