package bidloom.node;

import bidloom.agents.BuiltIn;
import bidloom.agents.CompanyProfile;
import bidloom.agents.Plan;
import bidloom.agents.SiteReader;
import bidloom.domain.RunKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Chooses the agents of a node. */
public final class Plans {
  private Plans() {}

  /**
   * The built-in agents on a company profile.
   *
   * @param pace the least time that each of them takes
   */
  public static Map<RunKind, Plan> builtIn(
      CompanyProfile profile, SiteReader sites, Duration pace) {
    Map<RunKind, Plan> plans = new EnumMap<>(RunKind.class);
    BuiltIn.plans(profile, sites, pace)
        .forEach((kind, plan) -> plans.put(RunKind.named(kind), plan));
    return plans;
  }
}
