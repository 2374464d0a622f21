package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two ways to a schema lead to the same one. */
class FreshSchemaTest {
  private static final String SCHEMA =
      """
      SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS line FROM sqlite_master
      WHERE name NOT LIKE 'bidloom_schema%' AND tbl_name <> 'bidloom_schema' ORDER BY 1
      """;
  private static final String TRANSITIONS =
      "SELECT from_status || to_status AS line FROM bid_status_transition ORDER BY 1";

  @TempDir Path directory;

  @Test
  void aThrowawayDatabaseHasTheMigratedSchema() {
    try (Database migrated =
            Database.open(SqliteDatabase.PREFIX + directory.resolve("a.db"), Settings.DEFAULTS);
        Database throwaway = Database.throwaway(directory.resolve("b.db"))) {
      assertThat(lines(throwaway, SCHEMA))
          .isEqualTo(lines(migrated, SCHEMA))
          .hasSizeGreaterThan(20);
      assertThat(lines(throwaway, TRANSITIONS))
          .isEqualTo(lines(migrated, TRANSITIONS))
          .isNotEmpty();
    }
  }

  private static List<String> lines(Database database, String sql) {
    return database.read(tx -> tx.query(sql, row -> row.text("line")));
  }
}
