package bidloom.service;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class PrivacyTest {
  @Nested
  class ErasureOnSqlite extends ErasureContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class ErasureOnPostgres extends ErasureContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class RetentionOnSqlite extends RetentionContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class RetentionOnPostgres extends RetentionContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class DataOnSqlite extends PersonalDataContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  @Tag("postgres")
  class DataOnPostgres extends PersonalDataContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
