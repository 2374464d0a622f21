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
   * @param offline whether the quick scan leaves the customer's web site alone
   * @param pace the least time that each of them takes
   */
  public static Map<RunKind, Plan> builtIn(CompanyProfile profile, boolean offline, Duration pace) {
    Map<RunKind, Plan> plans = new EnumMap<>(RunKind.class);
    SiteReader sites = SiteReader.offline();
    BuiltIn.plans(profile, sites, pace)
        .forEach((kind, plan) -> plans.put(RunKind.named(kind), plan));
    return plans;
  }
}
