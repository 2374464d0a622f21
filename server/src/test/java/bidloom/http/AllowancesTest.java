package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bidloom.domain.Actor;
import bidloom.domain.LoginName;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.RequestLimits;
import bidloom.domain.Role;
import bidloom.http.Allowances.Cost;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a caller may ask for in a minute, on a clock set by hand. */
class AllowancesTest {
  private static final Principal ADA = caller("ada", Actor.user("ada"));

  private final AtomicLong nanos = new AtomicLong();
  private final Allowances allowances =
      new Allowances(
          new RequestLimits(3, 6, 2, 1, Duration.ofSeconds(1)),
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  static Principal caller(String account, Actor actor) {
    return new Principal(
        actor, new LoginName(account), Role.BD, Optional.empty(), Optional.empty(), false);
  }

  private Refusal.RateLimited refusal(Principal caller, Cost cost) {
    return catchThrowableOfType(Refusal.RateLimited.class, () -> allowances.take(caller, cost));
  }

  private void use(Principal caller, Cost cost, int times) {
    for (int i = 0; i < times; i++) {
      allowances.take(caller, cost);
    }
  }

  @Test
  void whatIsUsedUpComesBackEvenlyOverAMinute() {
    use(ADA, Cost.STARTS, 3);
    Refusal.RateLimited refused = refusal(ADA, Cost.STARTS);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(20));
    assertThat(refused).hasMessage("ada has had 3 starts a minute on this server.");
    nanos.addAndGet(refused.retryAfter().toNanos());
    use(ADA, Cost.STARTS, 1);
    assertThat(refusal(ADA, Cost.STARTS).retryAfter()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void whatIsNotUsedIsNotSavedUp() {
    use(ADA, Cost.WRITES, 6);
    nanos.addAndGet(Duration.ofHours(5).toNanos());
    use(ADA, Cost.WRITES, 6);
    assertThat(refusal(ADA, Cost.WRITES)).isNotNull();
  }

  @Test
  void eachKindAndEachAccountHasItsOwn() {
    use(ADA, Cost.STREAMS, 2);
    assertThatCode(() -> use(ADA, Cost.STARTS, 3)).doesNotThrowAnyException();
    Principal bo = caller("bo", Actor.user("bo"));
    assertThatCode(() -> use(bo, Cost.STREAMS, 2)).doesNotThrowAnyException();
  }

  @Test
  void aTokenSharesWithItsAccount() {
    use(ADA, Cost.STREAMS, 2);
    Principal token = caller("ada", new Actor(Actor.Kind.TOKEN, "nightly"));
    assertThat(refusal(token, Cost.STREAMS)).isNotNull();
  }
}
