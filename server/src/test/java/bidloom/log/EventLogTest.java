package bidloom.log;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;

class EventLogTest {
  @Nested
  class OnSqlite extends EventLogContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class OnPostgres extends EventLogContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
