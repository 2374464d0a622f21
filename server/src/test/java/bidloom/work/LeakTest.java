package bidloom.work;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;

class LeakTest {
  @Nested
  class OnSqlite extends LeakContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class OnPostgres extends LeakContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
