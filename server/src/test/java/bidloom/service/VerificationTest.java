package bidloom.service;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class VerificationTest {
  @Nested
  class HistoryOnSqlite extends HistoryContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class HistoryOnPostgres extends HistoryContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class DamageOnSqlite extends DamageContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class DamageOnPostgres extends DamageContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class LostGuardsOnSqlite extends LostGuardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class LostGuardsOnPostgres extends LostGuardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
