package bidloom.agents;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

public final class BuiltIn {
  private BuiltIn() {}

  public static Map<String, Plan> plans(CompanyProfile p, SiteReader s, Duration pace) {
    return Map.of(
        "extraction", plan(pace, Map.of("requirements.title", "T"), "rawInput"),
        "quick_scan", plan(pace, Map.of("quickScan", Map.of("a", 1)), "websiteUrl"),
        "evaluation",
            plan(pace, Map.of("decision", "BIT"), "requirements.budget", "requirements.title"));
  }

  private static Plan plan(Duration pace, Map<String, Object> changes, String... reads) {
    return new Plan(
        List.of(agent("one", pace, reads), agent("two", pace, reads)),
        (task, out, fail) -> new Outcome(changes, "done", Map.of("decision", "BIT")));
  }

  private static Agent agent(String name, Duration pace, String... reads) {
    return new Agent() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Set<String> inputs() {
        return Set.of(reads);
      }

      @Override
      public AgentOutput work(AgentTask task, Progress progress) throws InterruptedException {
        progress.report(0.5, "half");
        Thread.sleep(pace);
        return new AgentOutput(OptionalInt.of(70), 80, "fine", Map.of());
      }
    };
  }
}
