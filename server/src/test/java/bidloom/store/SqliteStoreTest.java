package bidloom.store;

import java.sql.SQLException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SqliteStoreTest {
  @Nested
  class Bids extends StoreContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Accounts extends IdentityStoreContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Runs extends RunStoreContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }

    @Override
    Words words() {
      return new Words(
          "EXPLAIN QUERY PLAN ", "detail", "SEARCH bid_listing USING INDEX", "TEMP B-TREE");
    }

    @Override
    void asIfLarge(Tx tx) {}
  }

  @Nested
  class Guards extends GuardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }

    @Test
    @Override
    void replacingIsRefused() throws SQLException {
      super.replacingIsRefused();
    }
  }
}
