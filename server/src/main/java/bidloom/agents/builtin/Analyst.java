package bidloom.agents.builtin;

import bidloom.agents.Agent;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A built-in analyst: a rule over the fields that it names. It is shown those fields only, so that
 * {@link #inputs()} can't promise too little.
 */
record Analyst(String name, Set<RequirementField> reads, Rule rule) implements Agent {
  /** A pure judgement. */
  @FunctionalInterface
  interface Rule {
    AgentOutput judge(Requirements requirements, Instant at);
  }

  @Override
  public Set<String> inputs() {
    return reads.stream().map(RequirementField::fieldName).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public AgentOutput work(AgentTask task, Progress progress) {
    Map<String, Object> shown = new TreeMap<>(task.fields());
    shown.keySet().retainAll(inputs());
    return rule.judge(new AgentTask(shown, task.at()).requirements(), task.at());
  }
}
