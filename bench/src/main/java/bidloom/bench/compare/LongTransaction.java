package bidloom.bench.compare;

import java.sql.Connection;
import java.util.Optional;

/** Remedy 2: one transaction around everything, the agents' work included. */
final class LongTransaction extends PlainTable {
  private static final String LOCK = "FOR UPDATE";

  LongTransaction(String url) {
    super(url);
  }

  /** The form is read under the lock that the write is made under, so it can't be outdated. */
  @Override
  public void edit(Seen seen, String field, String value) throws Exception {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      Row row = row(connection, seen.bid(), LOCK);
      String now = field.equals(TITLE) ? row.title() : row.stage();
      if (!now.equals(seen.field(field))) {
        throw new Refused("the field has changed");
      }
      overwrite(connection, row.with(field, value));
      connection.commit();
    }
  }

  @Override
  public Optional<Basis> evaluate(String evaluation, String bid, Agents agents) throws Exception {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      Row row = row(connection, bid, LOCK);
      agents.work();
      overwrite(connection, row.with(RESULT, evaluation).status("decided"));
      connection.commit();
      return Optional.of(new Basis(evaluation, row.title(), row.result()));
    }
  }
}
