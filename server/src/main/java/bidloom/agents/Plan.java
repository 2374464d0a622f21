package bidloom.agents;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a run kind is done: its agents, which run in parallel, and the coordinator of their outputs.
 *
 * @param agents in the order in which people see them
 */
public record Plan(List<Agent> agents, Coordinator coordinator) {
  public Plan {
    agents = List.copyOf(agents);
  }

  /** The read set of the run: every field that any of its agents reads. */
  public Set<String> inputs() {
    Set<String> inputs = new TreeSet<>();
    agents.forEach(agent -> inputs.addAll(agent.inputs()));
    return inputs;
  }
}
