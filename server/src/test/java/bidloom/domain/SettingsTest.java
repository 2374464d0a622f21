package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  /** So that two heartbeats may fail before a lease is gone. */
  @Test
  void aShorterLeaseIsRenewedAndReapedThreeTimesInItsLength() {
    Settings quick = Settings.DEFAULTS.withLease(Duration.ofSeconds(3));
    assertThat(quick.lease()).isEqualTo(Duration.ofSeconds(3));
    assertThat(quick.heartbeat()).isEqualTo(Duration.ofSeconds(1));
    assertThat(quick.reaper()).isEqualTo(Duration.ofSeconds(1));
    assertThat(quick.withLease(Settings.DEFAULTS.lease())).isEqualTo(Settings.DEFAULTS);
  }

  @Test
  void rawInputsAreKeptForEverUnlessSomebodySaysHowLong() {
    Optional<Duration> aYear = Optional.of(Duration.ofDays(365));
    assertThat(Settings.DEFAULTS.keepRawInput()).isEmpty();
    Settings shorter = Settings.DEFAULTS.withRawInputKept(aYear);
    assertThat(shorter.keepRawInput()).isEqualTo(aYear);
    assertThat(shorter.withRawInputKept(Optional.empty())).isEqualTo(Settings.DEFAULTS);
  }
}
