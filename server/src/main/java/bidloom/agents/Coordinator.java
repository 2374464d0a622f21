package bidloom.agents;

import java.util.Map;

/** Brings the agents' outputs together into what the run changes on the bid. Pure and quick. */
@FunctionalInterface
public interface Coordinator {
  /**
   * @param outputs the finished agents' outputs by agent name
   * @param failures the message of each agent that failed, by agent name
   * @throws AgentFailure where the outputs that are there are too few for a result
   */
  Outcome coordinate(AgentTask task, Map<String, AgentOutput> outputs, Map<String, String> failures)
      throws AgentFailure;
}
