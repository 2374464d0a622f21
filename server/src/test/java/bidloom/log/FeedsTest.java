package bidloom.log;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;

class FeedsTest {
  @Nested
  class BidOnSqlite extends BidFeedContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class BidOnPostgres extends BidFeedContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class PresenceOnSqlite extends PresenceContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class PresenceOnPostgres extends PresenceContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class BoardOnSqlite extends BoardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class BoardOnPostgres extends BoardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
