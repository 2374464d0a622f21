package bidloom.agents;

import bidloom.domain.Values;
import java.util.Map;

/**
 * A run's result.
 *
 * @param changes the bid fields it sets, canonical values by field name
 * @param summary one sentence for people
 * @param highlights what the {@code decision} event carries beside the summary (decision, scores,
 *     confidence), empty for runs that decide nothing
 */
public record Outcome(Map<String, Object> changes, String summary, Map<String, Object> highlights) {
  public Outcome {
    changes = Values.canonicalObject(changes);
    highlights = Values.canonicalObject(highlights);
  }
}
