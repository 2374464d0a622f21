package bidloom.simulation;

import bidloom.agents.Agent;
import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Coordinator;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.Fence;
import bidloom.domain.RunKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Agents that take their time, tell of their progress, and fail as the weather has it. */
final class SimulatedAgents {
  private static final int LONGEST_SECONDS = 12;

  private SimulatedAgents() {}

  static Plan plan(World world, RunKind kind) {
    return switch (kind) {
      case EXTRACTION ->
          new Plan(
              List.of(
                  new Simulated(world, "reader", Set.of("title")),
                  new Simulated(world, "terms", Set.of("title", "customerName"))),
              result(world, Set.of("requirements.language", "requirements.title", "stage")));
      case QUICK_SCAN ->
          new Plan(
              List.of(new Simulated(world, "site", Set.of("websiteUrl"))),
              result(world, Set.of("quickScan", "stage")));
      case EVALUATION ->
          new Plan(
              List.of(
                  new Simulated(world, "fit", Set.of("title", "requirements.language")),
                  new Simulated(world, "price", Set.of("requirements.title")),
                  new Simulated(world, "risk", Set.of("customerName"))),
              result(world, Set.of("decision", "bitEvaluation", "stage")));
    };
  }

  static Map<RunKind, Plan> plans(World world) {
    Map<RunKind, Plan> plans = new EnumMap<>(RunKind.class);
    for (RunKind kind : RunKind.values()) {
      plans.put(kind, plan(world, kind));
    }
    return plans;
  }

  /** Sets the same fields on every run, to values that no other run sets. */
  private static Coordinator result(World world, Set<String> fields) {
    return (task, outputs, failures) -> {
      Fence label = world.scheduler.current().label().orElseThrow();
      if (world.weather.strikes(Fault.NO_RESULT, 15)) {
        throw new AgentFailure("too-little", "Too little to go by.");
      }
      Map<String, Object> changes = new TreeMap<>();
      String value = label.runId().value() + " by " + String.join("+", outputs.keySet());
      boolean objects = fields.contains("quickScan") || fields.contains("bitEvaluation");
      for (String field : fields) {
        boolean object = objects && (field.equals("quickScan") || field.equals("bitEvaluation"));
        changes.put(field, object ? Map.of("of", value) : value);
      }
      Outcome outcome = new Outcome(changes, "done", Map.of("decision", "BIT"));
      world.ledger.results.put(label, outcome);
      return outcome;
    };
  }

  private record Simulated(World world, String name, Set<String> inputs) implements Agent {
    @Override
    public AgentOutput work(AgentTask task, Progress progress)
        throws AgentFailure, InterruptedException {
      Fence label = world.scheduler.current().label().orElseThrow();
      boolean deaf = world.weather.strikes(Fault.AGENT_DEAF, 10);
      int stages = 1 + world.choices.pick(3);
      for (int stage = 1; stage <= stages; stage++) {
        work(deaf);
        progress.report((double) stage / stages, "@" + label.epoch());
      }
      if (world.weather.strikes(Fault.AGENT_FAILS, 10)) {
        throw new AgentFailure("tired", name + " gives up.");
      }
      if (world.weather.strikes(Fault.AGENT_BREAKS, 15)) {
        throw new IllegalStateException(name + " breaks.");
      }
      Map<String, Object> result = Map.of("run", label.runId().value(), "epoch", label.epoch());
      AgentOutput output = new AgentOutput(OptionalInt.of(70), 80, name + " is done", result);
      world.ledger.finished.add(new Ledger.Finished(label, name, output, world.scheduler.steps()));
      world.story.tell(world.scheduler.current().place(), "%s of %s finishes", name, label);
      return output;
    }

    private void work(boolean deaf) throws InterruptedException {
      try {
        world.pause(world.some(LONGEST_SECONDS));
      } catch (InterruptedException stopped) {
        if (!deaf || world.over()) {
          throw stopped;
        }
      }
    }
  }
}
