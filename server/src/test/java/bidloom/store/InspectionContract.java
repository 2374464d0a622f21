package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A look changes nothing, and says why it can't be had. */
abstract class InspectionContract {
  private static final String LAST_STEP =
      "SELECT version FROM bidloom_schema WHERE version IS NOT NULL ORDER BY installed_rank DESC";

  abstract TestDatabase fresh();

  private static void refuses(TestDatabase home, String why) {
    assertThatThrownBy(() -> Inspection.open(home.url()))
        .isInstanceOf(Inspection.Unreadable.class)
        .hasMessageContaining(why);
  }

  @Test
  void anEmptyDatabaseIsNotMadeOne() throws SQLException {
    TestDatabase home = fresh();
    home.execute("CREATE TABLE something (id INTEGER)");
    refuses(home, "no database of Bidloom");
    assertThatThrownBy(() -> home.value("SELECT count(*) FROM bid_opportunities"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> home.value("SELECT count(*) FROM bidloom_schema"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void anOriginDatabaseIsNotAdopted() throws SQLException {
    TestDatabase home = fresh().withOriginTable();
    refuses(home, "has not adopted yet");
    assertThatThrownBy(() -> home.value("SELECT version FROM bid_opportunities"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void anotherSchemaVersionIsNamed() throws SQLException {
    TestDatabase newer = fresh();
    newer.open().close();
    String latest = Migrations.LATEST;
    newer.execute("UPDATE bidloom_schema SET version = '77' WHERE version = '" + latest + "'");
    refuses(newer, "schema version 77; this Bidloom knows version " + latest);
    TestDatabase older = fresh();
    older.open().close();
    older.execute("DELETE FROM bidloom_schema WHERE version = '" + latest + "'");
    refuses(older, "; this Bidloom knows version " + latest);
  }

  /** A new step raises {@link Migrations#LATEST}. */
  @Test
  void theStepsLeadToTheLatestVersion() throws SQLException {
    TestDatabase home = fresh();
    home.open().close();
    Inspection.open(home.url()).close();
    assertThat(home.value(LAST_STEP)).isEqualTo(Migrations.LATEST);
  }

  @Test
  void aLookCannotWrite() {
    TestDatabase home = fresh();
    home.open().close();
    try (Inspection inspection = Inspection.open(home.url())) {
      assertThatThrownBy(
              () ->
                  inspection.each(
                      "INSERT INTO bid_status_transition VALUES ('a', 'b') RETURNING from_status",
                      1,
                      row -> row.text("from_status"),
                      text -> {}))
          .isInstanceOf(Inspection.Unreadable.class);
    }
  }

  @Test
  void aLookSeesOneMomentBesideWriters() throws SQLException {
    TestDatabase home = fresh();
    try (Database writer = home.open();
        Connection kept = home.plain();
        Statement statement = kept.createStatement()) {
      statement.execute("DELETE FROM bid_status_transition WHERE from_status = 'routed'");
      try (Inspection inspection = Inspection.open(home.url())) {
        int before = pairs(inspection);
        statement.execute("DELETE FROM bid_status_transition");
        assertThat(pairs(inspection)).isEqualTo(before).isPositive();
        inspection.demandUntouched();
      }
      assertThat(home.value("SELECT count(*) FROM bid_status_transition")).isEqualTo("0");
    }
  }

  static int pairs(Inspection inspection) {
    int[] pairs = new int[1];
    inspection.schema().transitions(pair -> pairs[0]++);
    return pairs[0];
  }
}
