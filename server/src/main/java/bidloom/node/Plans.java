package bidloom.node;

import bidloom.agents.Agent;
import bidloom.agents.CompanyProfile;
import bidloom.agents.PacedAgent;
import bidloom.agents.Plan;
import bidloom.agents.builtin.Evaluation;
import bidloom.agents.extraction.Extraction;
import bidloom.domain.RunKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Chooses the agents of a node. */
public final class Plans {
  /** Each agent takes this much longer than the one before it, so that they end one by one. */
  private static final int STAGGER = 5;

  private Plans() {}

  /**
   * The built-in agents on a company profile.
   *
   * @param offline whether the quick scan leaves the customer's web site alone
   * @param pace the least time that each of them takes
   */
  public static Map<RunKind, Plan> builtIn(CompanyProfile profile, boolean offline, Duration pace) {
    Map<RunKind, Plan> plans = new EnumMap<>(RunKind.class);
    plans.put(RunKind.EXTRACTION, paced(Extraction.plan(), pace));
    plans.put(RunKind.QUICK_SCAN, paced(Extraction.plan(), pace));
    plans.put(RunKind.EVALUATION, paced(Evaluation.plan(profile), pace));
    return plans;
  }

  private static Plan paced(Plan plan, Duration pace) {
    List<Agent> agents = new ArrayList<>();
    for (Agent agent : plan.agents()) {
      Duration own = pace.plus(pace.multipliedBy(agents.size()).dividedBy(STAGGER));
      agents.add(new PacedAgent(agent, own, Thread::sleep));
    }
    return new Plan(agents, plan.coordinator());
  }
}
