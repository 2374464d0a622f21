package bidloom.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * One entry of a run's log: {@code seq} is dense from 1, and the last entry of an ended run is the
 * only terminal one (guarantees G7 and G12).
 *
 * @param data the event's members beside seq, type and at
 */
public record RunEvent(RunId runId, long seq, Type type, Map<String, Object> data, Instant at) {
  /** What happened. The wire name has hyphens: {@code agent-progress}. */
  public enum Type {
    START,
    AGENT_PROGRESS,
    AGENT_COMPLETE,
    DECISION,
    COMPLETE,
    CONFLICT,
    ERROR,
    ABORT;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True for the types that end a log. */
    public boolean terminal() {
      return compareTo(COMPLETE) >= 0;
    }

    /** The type of that name; {@link IllegalArgumentException} for another word. */
    public static Type named(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** An event that has no number yet. */
  public record Draft(Type type, Map<String, Object> data) {
    public Draft {
      data = Values.canonicalObject(data);
    }
  }
}
