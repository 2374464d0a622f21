package bidloom.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One execution of a run kind on one bid.
 *
 * @param lease who works on it, until when, under which fencing token
 * @param attempt 1 at the start, one more with every takeover
 * @param base what it read: the version, the status to go back to and the inputs' values
 * @param cancelBy who asked for it to stop, where somebody did
 * @param proposal its result as long as it is not applied to the bid
 * @param lastSeq the number of events in its log
 */
public record Run(
    RunId id,
    BidId bidId,
    RunKind kind,
    RunState state,
    Lease lease,
    int attempt,
    Base base,
    Optional<Actor> cancelBy,
    Optional<Proposal> proposal,
    Optional<Failure> failure,
    Actor startedBy,
    Instant startedAt,
    Optional<Instant> endedAt,
    long lastSeq) {
  /** Ownership: {@code epoch} rises at every acquisition and never falls. */
  public record Lease(String owner, long epoch, Instant until) {}

  /**
   * What the run starts from.
   *
   * @param priorStatus where the bid goes back to without a result
   * @param reads the names of the fields it reads
   * @param inputs their values at {@code version}; an absent key is no value
   * @param profile the version of the company's profile that it judges by to its end
   */
  public record Base(
      long version,
      BidStatus priorStatus,
      SortedSet<String> reads,
      Map<String, Object> inputs,
      long profile) {
    /** The base of a run on a bid and a profile as they are now. */
    public static Base of(Bid bid, Set<String> reads, long profile) {
      Map<String, Object> inputs = new TreeMap<>(bid.fields());
      inputs.keySet().retainAll(reads);
      return new Base(bid.version(), bid.status(), new TreeSet<>(reads), inputs, profile);
    }

    /** The inputs that have another value on a bid by now (guarantee G8), by value. */
    public List<FieldChange> changedOn(Bid bid) {
      return reads.stream()
          .map(f -> new FieldChange(f, Optional.ofNullable(inputs.get(f)), bid.field(f)))
          .filter(change -> !change.before().equals(change.after()))
          .toList();
    }
  }

  /**
   * A result that waits for a person: the fields it would set.
   *
   * @param discarded whether somebody has put it away; it can still be applied
   */
  public record Proposal(
      Map<String, Object> changes, String summary, boolean applied, boolean discarded) {
    /** One that nobody has looked at yet. */
    public static Proposal open(Map<String, Object> changes, String summary) {
      return new Proposal(changes, summary, false, false);
    }
  }

  /** Why it failed: a stable word for programs and a sentence for people. */
  public record Failure(String code, String message) {}

  public Fence fence() {
    return new Fence(id, lease.epoch());
  }
}
