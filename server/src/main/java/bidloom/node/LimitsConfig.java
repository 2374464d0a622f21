package bidloom.node;

import bidloom.domain.RequestLimits;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an operator allows each caller where it is not the usual: {@code BIDLOOM_LIMITS_...}
 * variables, named as the components of {@link RequestLimits}.
 */
@ConfigMapping(prefix = "bidloom.limits")
interface LimitsConfig {
  OptionalInt startsPerMinute();

  OptionalInt writesPerMinute();

  OptionalInt streamsPerMinute();

  OptionalInt openStreams();

  Optional<Duration> arrival();

  default RequestLimits requests() {
    RequestLimits usual = RequestLimits.DEFAULTS;
    return new RequestLimits(
        startsPerMinute().orElse(usual.startsPerMinute()),
        writesPerMinute().orElse(usual.writesPerMinute()),
        streamsPerMinute().orElse(usual.streamsPerMinute()),
        openStreams().orElse(usual.openStreams()),
        arrival().orElse(usual.arrival()));
  }
}
