package bidloom.service;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;

class SqliteProtocolTest {
  @Nested
  class Edits extends EditContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class RunLife extends ProtocolContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Moving extends MoveContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Company extends ProfileContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Listing extends ListContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Repetition extends IdempotencyContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class Identities extends IdentityContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }
}
