package bidloom.store;

import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class MigrationTest {
  @Nested
  class OnSqlite extends MigrationContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }

    @Override
    void refuseToTouch(TestDatabase home, String id) throws SQLException {
      // The table is built again, and its triggers go with it: a step after that one fails instead.
      home.execute("CREATE TABLE run_checkpoint (id TEXT)");
    }

    @Override
    void allow(TestDatabase home) throws SQLException {
      home.execute("DROP TABLE run_checkpoint");
    }
  }

  @Nested
  @Tag("postgres")
  class OnPostgres extends MigrationContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }

    @Override
    void refuseToTouch(TestDatabase home, String id) throws SQLException {
      home.execute(
          "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.id = '%s' THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW; END $$"
              .formatted(id));
      home.execute(
          "CREATE TRIGGER broken BEFORE UPDATE ON bid_opportunities FOR EACH ROW EXECUTE FUNCTION broken()");
    }

    @Override
    void allow(TestDatabase home) throws SQLException {
      home.execute("DROP TRIGGER broken ON bid_opportunities");
    }
  }
}
