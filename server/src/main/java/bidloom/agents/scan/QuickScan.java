package bidloom.agents.scan;

import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.agents.SiteReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a quick scan: three looks at the customer's site and one at the requirements, then a
 * recommendation of the business line. Without a site it says so and recommends from the
 * requirements alone.
 */
public final class QuickScan {
  private static final List<String> LOOKS =
      List.of(TechnologyLook.NAME, ContentLook.NAME, FeaturesLook.NAME);
  private static final String NO_SITE = "The site was not read.";

  private QuickScan() {}

  /** The plan for a company with these business lines. */
  public static Plan plan(List<BusinessLine> lines, SiteReader sites) {
    Visits visits = new Visits(sites);
    return new Plan(
        List.of(
            new SiteAgent(TechnologyLook.NAME, visits, TechnologyLook::at),
            new SiteAgent(ContentLook.NAME, visits, ContentLook::at),
            new SiteAgent(FeaturesLook.NAME, visits, FeaturesLook::at),
            new RequirementsLook(lines)),
        QuickScan::coordinate);
  }

  private static Outcome coordinate(
      AgentTask task, Map<String, AgentOutput> outputs, Map<String, String> failures) {
    Map<String, Object> scan = new LinkedHashMap<>();
    scan.put("site", Map.of("reachable", false, "message", NO_SITE));
    for (String look : LOOKS) {
      AgentOutput output = outputs.get(look);
      if (output != null) {
        put(scan, "site", output.result().get("site"));
        put(scan, look, output.result().get(look));
      }
    }
    AgentOutput requirements = outputs.get(RequirementsLook.NAME);
    Map<String, Object> recommendation = new LinkedHashMap<>();
    if (requirements != null) {
      recommendation.putAll(requirements.result());
      recommendation.put("confidence", requirements.confidence());
    }
    scan.put("recommendation", recommendation);
    if (!failures.isEmpty()) {
      scan.put("failedAgents", List.copyOf(failures.keySet()));
    }
    String summary = requirements == null ? "No recommendation." : requirements.summary();
    return new Outcome(Map.of("quickScan", scan), summary, Map.of());
  }

  private static void put(Map<String, Object> scan, String name, @Nullable Object value) {
    if (value != null) {
      scan.put(name, value);
    }
  }
}
