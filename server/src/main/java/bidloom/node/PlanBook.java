package bidloom.node;

import bidloom.agents.CompanyProfile;
import bidloom.agents.Plan;
import bidloom.domain.Profile;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.domain.RunSpec;
import bidloom.service.Profiles;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The agents of each run, by the version of the company's profile that it was started under: also
 * when another node goes on with it after the profile has changed.
 */
public final class PlanBook {
  /** Runs in progress were started under one of the last few. */
  private static final int KEPT = 8;

  private final Function<CompanyProfile, Map<RunKind, Plan>> agents;
  private final Optional<CompanyProfile> given;
  private final Map<RunKind, Plan> first;
  private final Map<Long, Map<RunKind, Plan>> byVersion = new LinkedHashMap<>();

  private PlanBook(
      Function<CompanyProfile, Map<RunKind, Plan>> agents, Optional<CompanyProfile> given) {
    this.agents = agents;
    this.given = given;
    this.first = agents.apply(given.orElseGet(CompanyProfile::sample));
  }

  /**
   * A book whose agents depend on the profile.
   *
   * @param agents what judges by a profile; their names and inputs are the same with each
   * @param given the profile to {@linkplain Profiles#takeUp take up}
   */
  public static PlanBook of(
      Function<CompanyProfile, Map<RunKind, Plan>> agents, Optional<CompanyProfile> given) {
    return new PlanBook(agents, given);
  }

  /** A book with the same agents whatever the profile. */
  public static PlanBook fixed(Map<RunKind, Plan> plans) {
    return new PlanBook(profile -> plans, Optional.empty());
  }

  Map<RunKind, RunSpec> specs() {
    Map<RunKind, RunSpec> specs = new EnumMap<>(RunKind.class);
    first.forEach((kind, plan) -> specs.put(kind, plan.spec()));
    return specs;
  }

  /** Opens the book at the profile of a database. */
  Function<Run, Plan> open(Profiles profiles) {
    long version = given.map(company -> profiles.takeUp(company.values())).orElse(Profile.SAMPLE);
    if (given.isEmpty() || profiles.at(version).values().equals(given.get().values())) {
      byVersion.put(version, first);
    }
    return run -> plan(run, number -> CompanyProfile.of(profiles.at(number).values()));
  }

  private Plan plan(Run run, LongFunction<CompanyProfile> profiles) {
    Plan plan = plans(run.base().profile(), profiles).get(run.kind());
    if (plan == null) {
      throw new IllegalStateException("no plan for " + run.kind());
    }
    return plan;
  }

  private synchronized Map<RunKind, Plan> plans(
      long version, LongFunction<CompanyProfile> profiles) {
    Map<RunKind, Plan> plans = byVersion.remove(version);
    if (plans == null) {
      plans = agents.apply(profiles.apply(version));
    }
    byVersion.put(version, plans); // the last used are last
    if (byVersion.size() > KEPT) {
      byVersion.remove(byVersion.keySet().iterator().next());
    }
    return plans;
  }
}
