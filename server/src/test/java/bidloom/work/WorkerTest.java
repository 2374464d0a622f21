package bidloom.work;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class WorkerTest {
  @Nested
  class OnSqlite extends WorkerContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class OnPostgres extends WorkerContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
