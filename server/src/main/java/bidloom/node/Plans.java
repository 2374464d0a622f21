package bidloom.node;

import bidloom.agents.Agent;
import bidloom.agents.CompanyProfile;
import bidloom.agents.PacedAgent;
import bidloom.agents.Plan;
import bidloom.agents.SiteReader;
import bidloom.agents.builtin.Evaluation;
import bidloom.agents.extraction.Extraction;
import bidloom.agents.scan.BusinessLine;
import bidloom.agents.scan.QuickScan;
import bidloom.agents.scan.SafeFetcher;
import bidloom.domain.RunKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the agents of a node. */
public final class Plans {
  /** Each agent takes this much longer than the one before it, so that they end one by one. */
  private static final int STAGGER = 5;

  private Plans() {}

  /**
   * The built-in agents.
   *
   * @param profile the file of a company profile to take up
   * @param offline whether the quick scan leaves the customer's web site alone
   * @param pace the least time that each of them takes
   */
  public static PlanBook builtIn(Optional<Path> profile, boolean offline, Duration pace)
      throws IOException {
    Optional<CompanyProfile> given =
        profile.isPresent() ? Optional.of(CompanyProfile.read(profile.get())) : Optional.empty();
    return PlanBook.of(company -> builtIn(company, offline, pace), given);
  }

  private static Map<RunKind, Plan> builtIn(
      CompanyProfile profile, boolean offline, Duration pace) {
    Map<RunKind, Plan> plans = new EnumMap<>(RunKind.class);
    plans.put(RunKind.EXTRACTION, paced(Extraction.plan(), pace));
    SiteReader sites = offline ? SiteReader.offline() : SafeFetcher.standard();
    plans.put(RunKind.QUICK_SCAN, paced(QuickScan.plan(lines(profile), sites), pace));
    plans.put(RunKind.EVALUATION, paced(Evaluation.plan(profile), pace));
    return plans;
  }

  /** A business line takes the words of its capabilities. */
  private static List<BusinessLine> lines(CompanyProfile profile) {
    return profile.businessLines().stream().map(line -> line(profile, line)).toList();
  }

  private static BusinessLine line(CompanyProfile profile, CompanyProfile.BusinessLine line) {
    List<String> keywords =
        profile.capabilities().stream()
            .filter(capability -> line.capabilities().contains(capability.name()))
            .flatMap(c -> Stream.concat(c.keywords().stream(), c.technologies().stream()))
            .distinct()
            .toList();
    return new BusinessLine(line.name(), line.skills(), keywords);
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
