package bidloom.store;

import java.sql.SQLException;
import org.junit.jupiter.api.Nested;

class MigrationTest {
  @Nested
  class OnSqlite extends MigrationContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }

    @Override
    void refuseToTouch(TestDatabase home, String id) throws SQLException {
      home.execute(
          "CREATE TRIGGER broken BEFORE UPDATE ON bid_opportunities WHEN OLD.id = '%s' BEGIN SELECT RAISE(ABORT, 'broken'); END"
              .formatted(id));
    }

    @Override
    void allow(TestDatabase home) throws SQLException {
      home.execute("DROP TRIGGER broken");
    }
  }

  @Nested
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
