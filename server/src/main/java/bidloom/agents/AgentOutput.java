package bidloom.agents;

import bidloom.domain.Values;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an agent found: kept as a checkpoint the moment it is finished, and read back as it was by a
 * run that is resumed.
 *
 * @param score 0-100, where the agent judges
 * @param confidence 0-100
 * @param summary one sentence for people
 * @param result the whole finding as a JSON object
 */
public record AgentOutput(
    OptionalInt score, int confidence, String summary, Map<String, Object> result) {
  public AgentOutput {
    result = Values.canonicalObject(result);
  }
}
