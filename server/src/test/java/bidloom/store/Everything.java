package bidloom.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for a text in every column of every table of a database. */
public final class Everything {
  private static final String SQLITE =
      """
      SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
      WHERE t.type = 'table' ORDER BY 1
      """;
  private static final String POSTGRES =
      """
      SELECT table_name || '.' || column_name FROM information_schema.columns
      WHERE table_schema = current_schema() ORDER BY 1
      """;

  private Everything() {}

  /** The columns that hold the text, whatever its case, as {@code table.column}. */
  public static List<String> holding(TestDatabase database, String text) throws SQLException {
    List<String> holding = new ArrayList<>();
    for (Optional<String> column : database.column(database.isSqlite() ? SQLITE : POSTGRES)) {
      String[] names = column.orElseThrow().split("\\.", -1);
      String sql =
          "SELECT count(*) FROM \"%s\" WHERE lower(CAST(\"%s\" AS TEXT)) LIKE '%%%s%%'"
              .formatted(names[0], names[1], text);
      if (!database.value(sql).equals("0")) {
        holding.add(column.orElseThrow());
      }
    }
    return holding;
  }
}
