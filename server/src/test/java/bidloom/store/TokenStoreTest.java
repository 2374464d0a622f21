package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenStoreTest {
  private final TestDatabase home = TestDatabase.sqlite();
  private final TestClock clock = new TestClock();
  private final Database database = home.open(clock);
  private final TokenStore tokens = new TokenStore();

  @AfterEach
  void close() {
    database.close();
  }

  private boolean nobody() {
    return database.read(tokens::isEmpty);
  }

  private Optional<TokenStore.Holder> holder(String hash) {
    return database.read(tx -> tokens.find(tx, hash, clock.now()));
  }

  @Test
  void aTokenIsKnownByItsHashUntilItExpires() throws SQLException {
    TokenStore.Holder ada = new TokenStore.Holder("ada", "admin");
    assertThat(nobody()).isTrue();
    database.write(
        tx -> {
          tokens.insert(tx, "hash", ada);
          return ada;
        });
    assertThat(nobody()).isFalse();
    assertThat(holder("hash")).contains(ada);
    assertThat(holder("other")).isEmpty();
    home.execute("UPDATE api_token SET expires_at = created_at + 1000");
    clock.advance(Duration.ofMillis(999));
    assertThat(holder("hash")).contains(ada);
    clock.advance(Duration.ofMillis(1));
    assertThat(holder("hash")).isEmpty();
  }
}
