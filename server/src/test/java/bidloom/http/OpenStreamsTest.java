package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Actor;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.RequestLimits;
import bidloom.domain.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The streams that a caller holds open. */
class OpenStreamsTest {
  private static final Principal ADA = AllowancesTest.caller("ada", Actor.user("ada"));
  private static final Principal BO = AllowancesTest.caller("bo", Actor.user("bo"));

  private final OpenStreams streams =
      new OpenStreams(
          Settings.DEFAULTS.withRequests(new RequestLimits(1, 1, 1, 2, Duration.ofSeconds(1))));

  @Test
  void oneTooManyIsRefusedAndAnotherCallersAreNot() {
    streams.enter(ADA);
    streams.enter(ADA);
    assertThatThrownBy(() -> streams.enter(ADA))
        .isInstanceOf(Refusal.RateLimited.class)
        .hasMessage("ada holds 2 streams open on this server; close one.");
    streams.enter(BO);
    assertThat(streams.count()).isEqualTo(3);
  }

  @Test
  void oneThatEndsMakesRoomForOneHoweverOftenItsEndIsTold() {
    Runnable first = streams.enter(ADA);
    Runnable second = streams.enter(ADA);
    first.run();
    first.run();
    Runnable third = streams.enter(ADA);
    assertThatThrownBy(() -> streams.enter(ADA)).isInstanceOf(Refusal.RateLimited.class);
    second.run();
    third.run();
    assertThat(streams.count()).isZero();
  }
}
