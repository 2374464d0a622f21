package bidloom.domain;

import java.time.Duration;

/**
 * How much one caller may ask of one node. A caller is an account, with all its tokens and sessions
 * together. What is not used of a minute is not saved up for the next.
 *
 * @param startsPerMinute how often a caller may ask for a run to start
 * @param writesPerMinute how often a caller may change something else
 * @param streamsPerMinute how often a caller may open a stream
 * @param openStreams how many streams a caller may hold open
 * @param arrival how long a request may take to arrive, its body included
 */
public record RequestLimits(
    int startsPerMinute,
    int writesPerMinute,
    int streamsPerMinute,
    int openStreams,
    Duration arrival) {
  public static final RequestLimits DEFAULTS =
      new RequestLimits(60, 600, 300, 100, Duration.ofMinutes(3));

  public RequestLimits {
    if (Math.min(
            Math.min(startsPerMinute, writesPerMinute), Math.min(streamsPerMinute, openStreams))
        < 1) {
      throw new IllegalArgumentException("Each limit is 1 at least.");
    }
    if (!arrival.isPositive()) {
      throw new IllegalArgumentException("A request needs some time to arrive.");
    }
  }
}
