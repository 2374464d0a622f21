package bidloom.agents;

import bidloom.domain.RunSpec;
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

  /** What is known before the run: the agents' names and the read set of all of them. */
  public RunSpec spec() {
    Set<String> reads = new TreeSet<>();
    agents.forEach(agent -> reads.addAll(agent.inputs()));
    return new RunSpec(agents.stream().map(Agent::name).toList(), reads);
  }
}
