package bidloom.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run on the wire.
 *
 * @param baseVersion the version of the bid that it read
 * @param profileVersion the version of the company's profile that it judges by
 * @param attempt 1, and one more with every takeover
 * @param lastSeq the number of events in its log
 * @param agents in the order of the plan; empty where only the run itself was asked for
 * @param result the terminal event of a run that ended
 * @param proposal what it would set on the bid and has not
 * @param joined true where a start joined this active run
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunView(
    String id,
    String bidId,
    String kind,
    String state,
    int attempt,
    long baseVersion,
    long profileVersion,
    String startedBy,
    Instant startedAt,
    Optional<Instant> endedAt,
    long lastSeq,
    List<AgentView> agents,
    Optional<Map<String, Object>> result,
    Optional<Proposal> proposal,
    Optional<Failure> error,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean joined) {
  /**
   * An agent of a run: {@code waiting}, {@code complete} or {@code failed}, with what it came to.
   */
  public record AgentView(String name, String state, Map<String, Object> output) {}

  /** A result that waits for a person, or that somebody has put away. */
  public record Proposal(
      Map<String, Object> changes, String summary, boolean applied, boolean discarded) {}

  /** Why a run failed. */
  public record Failure(String code, String message) {}
}
