package bidloom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bid on the wire. Every member is there; what is not known is {@code null}.
 *
 * @param version the number in its ETag
 * @param requirements what the tender asks for, by name; unknown ones are left out
 * @param activeRun the run that works on it
 * @param merged true in the answer to an edit that was merged over newer versions
 * @param mergedOver those versions
 * @param staleRun in the answer to an edit of an active run's input: that run, whose result will be
 *     a proposal
 * @param duplicates in the answer to a creation: bids that look like the same tender
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BidView(
    String id,
    long version,
    String status,
    Optional<Object> title,
    Optional<Object> customerName,
    Optional<Object> source,
    Optional<Object> stage,
    Optional<Object> inputType,
    Optional<Object> websiteUrl,
    Optional<Object> owner,
    Map<String, Object> requirements,
    Optional<Object> quickScan,
    Optional<Object> bitEvaluation,
    Optional<Object> decision,
    Optional<Object> decisionData,
    Optional<Object> assignedBusinessLine,
    Optional<Object> assignedTeam,
    Optional<Object> outcome,
    Instant createdAt,
    Instant updatedAt,
    Optional<ActiveRun> activeRun,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean merged,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> mergedOver,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> staleRun,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Map<String, Object>> duplicates) {
  /**
   * The run that holds a bid.
   *
   * @param inputs the fields it reads: an edit of one of them makes its result a proposal
   */
  public record ActiveRun(
      String id, String kind, String startedBy, Instant startedAt, List<String> inputs) {}

  /** This bid as the answer to an edit. */
  public BidView edited(List<Long> over, Optional<String> stale) {
    return with(!over.isEmpty(), over, stale, duplicates);
  }

  /** This bid as the answer to its creation. */
  public BidView created(List<Map<String, Object>> likely) {
    return with(merged, mergedOver, staleRun, likely);
  }

  private BidView with(
      boolean isMerged, List<Long> over, Optional<String> stale, List<Map<String, Object>> likely) {
    return new BidView(
        id,
        version,
        status,
        title,
        customerName,
        source,
        stage,
        inputType,
        websiteUrl,
        owner,
        requirements,
        quickScan,
        bitEvaluation,
        decision,
        decisionData,
        assignedBusinessLine,
        assignedTeam,
        outcome,
        createdAt,
        updatedAt,
        activeRun,
        isMerged,
        over,
        stale,
        likely);
  }
}
