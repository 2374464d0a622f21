package bidloom.bench.compare;

import java.sql.Connection;
import java.util.Optional;

/** Remedy 1 alone: a version column, and whoever comes second is thrown out with all he has. */
final class VersionThatThrows extends PlainTable {
  VersionThatThrows(String url) {
    super(url);
  }

  @Override
  public void edit(Seen seen, String field, String value) throws Exception {
    try (Connection connection = connect()) {
      swap(connection, believed(connection, seen).with(field, value));
    }
  }

  @Override
  public Optional<Basis> evaluate(String evaluation, String bid, Agents agents) throws Exception {
    Row row;
    try (Connection connection = connect()) {
      row = row(connection, bid, "");
    }
    agents.work();
    try (Connection connection = connect()) {
      swap(connection, row.with(RESULT, evaluation).status("decided"));
    }
    return Optional.of(new Basis(evaluation, row.title(), row.result()));
  }
}
