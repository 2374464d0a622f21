package bidloom.agents;

import java.time.Duration;
import java.util.Set;

/**
 * An agent that takes a least time, so that people can watch it and programs can act meanwhile. The
 * work is done first; then progress is told in steps until the time is over.
 */
public final class PacedAgent implements Agent {
  private static final int STEPS = 4;

  private final Agent agent;
  private final Duration pace;
  private final Pause pause;

  /** Waits; an interrupt ends it. */
  @FunctionalInterface
  public interface Pause {
    void take(Duration duration) throws InterruptedException;
  }

  public PacedAgent(Agent agent, Duration pace, Pause pause) {
    this.agent = agent;
    this.pace = pace;
    this.pause = pause;
  }

  @Override
  public String name() {
    return agent.name();
  }

  @Override
  public Set<String> inputs() {
    return agent.inputs();
  }

  @Override
  public AgentOutput work(AgentTask task, Progress progress)
      throws AgentFailure, InterruptedException {
    progress.report(0, "reading");
    AgentOutput output = agent.work(task, progress);
    if (pace.isPositive()) {
      for (int step = 1; step <= STEPS; step++) {
        pause.take(pace.dividedBy(STEPS));
        progress.report((double) step / (STEPS + 1), "weighing what was found");
      }
    }
    return output;
  }
}
