package bidloom.service;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;

class VerificationTest {
  @Nested
  class HistoryOnSqlite extends HistoryContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
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
  class LostGuardsOnPostgres extends LostGuardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
