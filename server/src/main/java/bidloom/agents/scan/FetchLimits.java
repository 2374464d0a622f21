package bidloom.agents.scan;

import java.time.Duration;

/**
 * The bounds of one read.
 *
 * @param time for all of it: names, robots.txt, redirects and the body
 * @param connect for one connection to be made
 * @param bodyBytes of a body, both as it is sent and unpacked
 * @param headerBytes of all header lines of an answer
 * @param redirects how many are followed
 */
record FetchLimits(Duration time, Duration connect, int bodyBytes, int headerBytes, int redirects) {
  static final FetchLimits DEFAULTS =
      new FetchLimits(Duration.ofSeconds(10), Duration.ofSeconds(3), 2 * 1024 * 1024, 64 * 1024, 5);
}
