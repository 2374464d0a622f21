package bidloom.bench.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Looks into the database while all goes on, each time in one snapshot: G4 and G5. */
final class Sampler implements Runnable {
  private static final long PERIOD_MILLIS = 150;

  /** The active runs of a bid against its status; one statement, so one snapshot. */
  private static final String DISAGREEMENTS =
      """
      SELECT b.id, b.status, count(r.id) AS active, coalesce(min(r.kind), '-') AS kind
      FROM bid_opportunities b LEFT JOIN bid_run r ON r.bid_id = b.id AND r.state = 'running'
      GROUP BY b.id, b.status
      HAVING count(r.id) > 1 OR (CASE b.status
        WHEN 'extracting' THEN 'extraction' WHEN 'quick_scanning' THEN 'quick_scan'
        WHEN 'evaluating' THEN 'evaluation' ELSE '-' END) <> coalesce(min(r.kind), '-')
      """;

  private static final String ACTIVE = "SELECT id FROM bid_run WHERE state = 'running'";

  private final String url;
  private final Journal journal;
  private final BooleanSupplier goesOn;

  Sampler(String url, Journal journal, BooleanSupplier goesOn) {
    this.url = url;
    this.journal = journal;
    this.goesOn = goesOn;
  }

  @Override
  public void run() {
    try {
      while (goesOn.getAsBoolean()) {
        sample();
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  void sample() {
    try {
      for (List<String> row : query(url, DISAGREEMENTS)) {
        String guarantee = Long.parseLong(row.get(2)) > 1 ? "G4" : "G5";
        journal.contradiction(
            guarantee, "bid %s is %s with %s active runs (%s)".formatted(row.toArray()));
      }
      journal.count("G4 checked");
      journal.count("G5 checked");
    } catch (SQLException away) {
      journal.count("samples without a database");
    }
  }

  /** The runs that somebody works on, or should. */
  static List<String> active(String url) throws SQLException {
    return query(url, ACTIVE).stream().map(List::getFirst).toList();
  }

  static List<List<String>> query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
