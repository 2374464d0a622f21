package bidloom.service;

import bidloom.store.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
class PostgresProtocolTest {
  @Nested
  class Edits extends EditContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class RunLife extends ProtocolContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Moving extends MoveContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Company extends ProfileContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Listing extends ListContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Repetition extends IdempotencyContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Identities extends IdentityContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }
}
