package bidloom.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * Every bound and period of the product, in one place.
 *
 * @param lease how long an owner may be silent before its run is taken over
 * @param heartbeat how often an owner renews its leases
 * @param reaper how often each node looks for expired leases
 * @param attempts how often a run is tried in all
 * @param runLimit how long one run may take
 * @param heartbeatTimeout the statement timeout of a heartbeat
 * @param keepAlive the silence after which a stream carries a comment
 * @param streamStall how long a subscriber may make no progress before it is closed
 * @param poll how often the logs that have subscribers are looked at without a hint
 * @param keepEvents how long a run's events are kept after it ended
 * @param concurrentRuns how many runs one node works on at once; further ones wait their turn
 * @param waitingRuns how many runs may wait on one node; beyond it, it starts no more
 * @param subscribers how many streams one node serves
 * @param pageEvents how many events a lagging subscriber reads at once
 * @param tailEvents how many recent events of a run are kept encoded in memory
 * @param keyClaim how long an attempt at a request with an idempotency key may take
 * @param keepKeys how long the answers to such requests are kept
 * @param keepRawInput how long an archived bid keeps its raw input; for ever without
 * @param feeds those of the streams of bids
 * @param identity the bounds of logging in
 * @param requests how much one caller may ask
 */
public record Settings(
    Duration lease,
    Duration heartbeat,
    Duration reaper,
    int attempts,
    Duration runLimit,
    Duration heartbeatTimeout,
    Duration keepAlive,
    Duration streamStall,
    Duration poll,
    Duration keepEvents,
    int concurrentRuns,
    int waitingRuns,
    int subscribers,
    int pageEvents,
    int tailEvents,
    Duration keyClaim,
    Duration keepKeys,
    Optional<Duration> keepRawInput,
    Feeds feeds,
    IdentityLimits identity,
    RequestLimits requests) {
  public static final Settings DEFAULTS =
      new Settings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          3,
          Duration.ofMinutes(30),
          Duration.ofSeconds(3),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofDays(30),
          64,
          1000,
          20_000,
          256,
          512,
          Duration.ofMinutes(1),
          Duration.ofHours(24),
          Optional.empty(),
          Feeds.DEFAULTS,
          IdentityLimits.DEFAULTS,
          RequestLimits.DEFAULTS);

  /** These settings with other lease periods; a heartbeat and a reaper round take a third each. */
  public Settings withLease(Duration newLease) {
    return with(newLease, keepRawInput, requests);
  }

  /** These settings with other limits for callers. */
  public Settings withRequests(RequestLimits newRequests) {
    return with(lease, keepRawInput, newRequests);
  }

  /** These settings with another time for raw inputs. */
  public Settings withRawInputKept(Optional<Duration> newKeepRawInput) {
    return with(lease, newKeepRawInput, requests);
  }

  private Settings with(
      Duration newLease, Optional<Duration> newKeepRawInput, RequestLimits newRequests) {
    Duration third = newLease.dividedBy(3);
    return new Settings(
        newLease,
        third,
        third,
        attempts,
        runLimit,
        heartbeatTimeout,
        keepAlive,
        streamStall,
        poll,
        keepEvents,
        concurrentRuns,
        waitingRuns,
        subscribers,
        pageEvents,
        tailEvents,
        keyClaim,
        keepKeys,
        newKeepRawInput,
        feeds,
        identity,
        newRequests);
  }

  /**
   * The bounds of the streams of bids.
   *
   * @param presence how long somebody who says nothing more counts as present
   * @param presenceRenewal how often a node renews those who are present on it
   * @param present how many clients can be present on one bid
   * @param pageRevisions how many revisions a lagging subscriber reads at once
   * @param tailRevisions how many recent revisions of a bid are kept encoded in memory
   * @param hints how many bids a board may lag behind before it has to read its list again
   * @param overlap how long the commit of a change may come after the time that it bears; for so
   *     long a node looks again for what others changed
   */
  public record Feeds(
      Duration presence,
      Duration presenceRenewal,
      int present,
      int pageRevisions,
      int tailRevisions,
      int hints,
      Duration overlap) {
    public static final Feeds DEFAULTS =
        new Feeds(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            200,
            32,
            32,
            1000,
            Duration.ofSeconds(30));
  }
}
