package bidloom.log;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class EventLogTest {
  @Nested
  class OnSqlite extends EventLogContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class OnPostgres extends EventLogContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
