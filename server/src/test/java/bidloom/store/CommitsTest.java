package bidloom.store;

import org.junit.jupiter.api.Nested;

class CommitsTest {
  @Nested
  class OnSqlite extends CommitsContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class OnPostgres extends CommitsContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
