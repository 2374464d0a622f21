package bidloom.work;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;

class WorkerTest {
  @Nested
  class OnSqlite extends WorkerContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class OnPostgres extends WorkerContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
