package bidloom.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Creates {@code bid_opportunities}, or, where the origin system's table of that name is there,
 * adds the columns that it lacks. No row and no column of the origin is dropped.
 */
final class V1__Bids extends BaseJavaMigration {
  static final String TABLE = "bid_opportunities";

  private static final String TRANSITIONS =
      """
      CREATE TABLE bid_status_transition (
        from_status TEXT NOT NULL,
        to_status   TEXT NOT NULL,
        PRIMARY KEY (from_status, to_status)
      )
      """;
  private static final String BOARD =
      "CREATE INDEX bid_by_status ON bid_opportunities (status, updated_at, id)";
  private static final String LIST =
      "CREATE INDEX bid_by_update ON bid_opportunities (updated_at, id)";

  /** Column definitions in order. Those that an adopted table may lack can be added to rows. */
  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("id", "TEXT NOT NULL PRIMARY KEY");
    columns.put("version", "BIGINT NOT NULL DEFAULT 1");
    columns.put("status", "TEXT NOT NULL DEFAULT 'draft'");
    columns.put("user_id", "TEXT");
    for (String text :
        new String[] {
          "title",
          "customer_name",
          "source",
          "stage",
          "input_type",
          "raw_input",
          "website_url",
          "metadata",
          "extracted_requirements",
          "quick_scan",
          "bit_evaluation",
          "bit_decision",
          "bit_decision_data",
          "assigned_business_line",
          "assigned_team",
          "outcome"
        }) {
      columns.put(text, "TEXT");
    }
    columns.put("created_at", "BIGINT NOT NULL DEFAULT 0");
    columns.put("updated_at", "BIGINT NOT NULL DEFAULT 0");
    return columns;
  }

  private final Dialect dialect;

  V1__Bids(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    apply(context.getConnection());
  }

  void apply(Connection connection) throws SQLException {
    Map<String, String> present = present(connection);
    try (Statement statement = connection.createStatement()) {
      if (present.isEmpty()) {
        statement.execute(create(TABLE, Map.of()));
      } else if (!dialect.dropsNotNull()) {
        rebuild(statement, present);
      } else {
        for (Map.Entry<String, String> column : columns().entrySet()) {
          if (!present.containsKey(column.getKey())) {
            statement.execute(add(column.getKey(), column.getValue()));
          }
        }
      }
      statement.execute(TRANSITIONS);
      statement.execute(BOARD);
      statement.execute(LIST);
    }
  }

  /**
   * Where NOT NULL can't be taken from a column, the rows move to a table of our form, with theirs.
   */
  private static void rebuild(Statement statement, Map<String, String> present)
      throws SQLException {
    String moved = TABLE + "_adopted";
    Map<String, String> extra = new LinkedHashMap<>(present);
    extra.keySet().removeAll(columns().keySet());
    String names = String.join(", ", present.keySet().stream().map(V1__Bids::quoted).toList());
    statement.execute(create(moved, extra));
    String values =
        names
            .replace("\"status\"", "coalesce(\"status\", 'draft')")
            .replace("\"created_at\"", "coalesce(\"created_at\", 0)")
            .replace("\"updated_at\"", "coalesce(\"updated_at\", 0)");
    statement.execute(
        "INSERT INTO %s (%s) SELECT %s FROM %s".formatted(moved, names, values, TABLE));
    statement.execute("DROP TABLE " + TABLE);
    statement.execute("ALTER TABLE %s RENAME TO %s".formatted(moved, TABLE));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String create(String table, Map<String, String> extra) {
    StringBuilder sql = new StringBuilder("CREATE TABLE " + table + " (");
    columns().forEach((name, type) -> sql.append(name).append(' ').append(type).append(", "));
    extra.forEach((name, type) -> sql.append(quoted(name)).append(' ').append(type).append(", "));
    return sql.replace(sql.length() - 2, sql.length(), ")").toString();
  }

  private static String add(String name, String type) {
    return "ALTER TABLE " + TABLE + " ADD COLUMN " + name + " " + type;
  }

  /** The columns that are there, with their declared types; empty without the table. */
  private static Map<String, String> present(Connection connection) throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    Map<String, String> names = new LinkedHashMap<>();
    try (ResultSet columns =
        metaData.getColumns(connection.getCatalog(), connection.getSchema(), TABLE, null)) {
      while (columns.next()) {
        names.put(
            columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
            columns.getString("TYPE_NAME"));
      }
    }
    return names;
  }
}
