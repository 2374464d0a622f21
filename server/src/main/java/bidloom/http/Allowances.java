package bidloom.http;

import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.RequestLimits;
import bidloom.domain.Settings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each caller may do what costs something: a token bucket for each, refilled evenly over
 * the minute. There are no more of them than accounts times kinds. One node counts for itself.
 */
@ApplicationScoped
class Allowances {
  private static final Duration REFILLED = Duration.ofMinutes(1);

  private final RequestLimits limits;
  private final TimeMeter time;
  private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

  @Inject
  Allowances(Settings settings) {
    this(settings.requests(), TimeMeter.SYSTEM_NANOTIME);
  }

  Allowances(RequestLimits limits, TimeMeter time) {
    this.limits = limits;
    this.time = time;
  }

  /** What is counted. */
  enum Cost {
    WRITES,
    STARTS,
    STREAMS;

    private int perMinute(RequestLimits limits) {
      return switch (this) {
        case WRITES -> limits.writesPerMinute();
        case STARTS -> limits.startsPerMinute();
        case STREAMS -> limits.streamsPerMinute();
      };
    }
  }

  private record Key(String account, Cost cost) {}

  /** Counts one, or refuses it with the time after which it would not be. */
  void take(Principal caller, Cost cost) {
    Key key = new Key(caller.account().value(), cost);
    ConsumptionProbe probe =
        buckets.computeIfAbsent(key, this::bucket).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw new Refusal.RateLimited(
          "%s has had %d %s a minute on this server."
              .formatted(
                  caller.account().value(),
                  cost.perMinute(limits),
                  cost.name().toLowerCase(Locale.ROOT)),
          Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
  }

  private Bucket bucket(Key key) {
    int most = key.cost().perMinute(limits);
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, REFILLED))
        .build();
  }
}
