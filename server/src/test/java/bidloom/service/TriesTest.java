package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.IdentityLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TriesTest {
  private static final IdentityLimits LIMITS = IdentityLimits.DEFAULTS;

  private final AtomicLong nanos = new AtomicLong();
  private final Tries tries = new Tries(LIMITS, nanos::get);

  private void wrong(int times, String address, String account) {
    for (int i = 0; i < times; i++) {
      nanos.addAndGet(tries.begin(address, account).toNanos());
      tries.begin(address, account);
    }
  }

  @Test
  void theWaitDoublesUpToTheLongest() {
    Duration wait = Duration.ZERO;
    for (int i = 0; i < LIMITS.freeTries(); i++) {
      assertThat(tries.begin("a", "ada")).isZero();
    }
    Duration expected = LIMITS.firstWait();
    for (int i = 0; i < 20; i++) {
      wait = tries.begin("a", "ada");
      assertThat(wait).isEqualTo(expected);
      nanos.addAndGet(wait.toNanos());
      assertThat(tries.begin("a", "ada")).isZero();
      expected = expected.multipliedBy(2);
      expected = expected.compareTo(LIMITS.longestWait()) > 0 ? LIMITS.longestWait() : expected;
    }
    assertThat(wait).isEqualTo(LIMITS.longestWait());
  }

  @Test
  void manyTriesAtOnceAreNotAllFree() {
    int begun = 0;
    for (int i = 0; i < 100; i++) {
      begun += tries.begin("a", "ada").isZero() ? 1 : 0;
    }
    assertThat(begun).isEqualTo(LIMITS.freeTries());
  }

  @Test
  void anAccountThatIsGuessedAtFromEverywhereIsStillOpenToItsOwner() {
    for (int i = 0; i < 1_000; i++) {
      wrong(3, "attacker-" + i, "ada");
    }
    assertThat(tries.begin("home", "ada")).isZero();
    assertThat(tries.begin("home", "ada")).isPositive();
  }

  @Test
  void oneAddressThatTriesManyAccountsWaits() {
    for (int i = 0; i < LIMITS.freeTriesOfAddress(); i++) {
      assertThat(tries.begin("a", "account-" + i)).isZero();
    }
    assertThat(tries.begin("a", "one-more")).isPositive();
    assertThat(tries.begin("b", "one-more")).isZero();
  }

  @Test
  void wrongTriesAreForgottenAfterAnHourAndWithTheRightPassword() {
    wrong(LIMITS.freeTries(), "a", "ada");
    assertThat(tries.begin("a", "ada")).isPositive();
    tries.right("a", "ada");
    assertThat(tries.begin("a", "ada")).isZero();
    wrong(LIMITS.freeTries() + 12, "a", "ada");
    nanos.addAndGet(LIMITS.triesForgotten().toNanos() + 1);
    wrong(0, "a", "ada");
    assertThat(tries.begin("a", "ada")).isZero();
    assertThat(tries.begin("a", "ada")).isZero();
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 3 * LIMITS.triesRemembered(); i++) {
      tries.begin("address-" + i, "account-" + i);
    }
    assertThat(tries.remembered()).isEqualTo(LIMITS.triesRemembered());
  }
}
