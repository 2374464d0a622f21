package bidloom.agents.scan;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.agents.Agent;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Plan;
import bidloom.agents.SiteReader;
import bidloom.agents.SiteReader.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a quick scan makes of a site, and of none. */
class QuickScanTest {
  private static final List<BusinessLine> LINES =
      List.of(
          new BusinessLine("Web", List.of("TYPO3 developer"), List.of("website", "CMS")),
          new BusinessLine("Operations", List.of("DevOps engineer"), List.of("hosting")));
  private static final String HTML =
      """
      <!doctype html><html lang="de"><head><title>Stadt Beispielhausen</title>
      <meta name="generator" content="TYPO3 CMS 12.4"><link rel="alternate" hreflang="en" href="/en">
      </head><body><form role="search"><input type="search"></form>
      <a href="/aktuelles">Aktuelles</a> <a href="/termine">Termine</a></body></html>
      """;

  private static Map<?, ?> scan(SiteReader sites, Map<String, Object> fields) throws Exception {
    Plan plan = QuickScan.plan(LINES, sites);
    AgentTask task = new AgentTask(fields, Instant.EPOCH);
    Map<String, AgentOutput> outputs = new TreeMap<>();
    for (Agent agent : plan.agents()) {
      outputs.put(agent.name(), agent.work(task, (fraction, message) -> {}));
    }
    return (Map<?, ?>)
        plan.coordinator().coordinate(task, outputs, Map.of()).changes().get("quickScan");
  }

  @Test
  void aSiteShowsItsCmsLanguagesAndSearch() throws Exception {
    SiteReader site =
        uri ->
            new Page(
                uri,
                uri.getPath().endsWith(".xml") ? 404 : 200,
                Map.of("server", List.of("nginx/1.24.0")),
                HTML);
    Map<?, ?> scan =
        scan(
            site,
            Map.of(
                "websiteUrl",
                "https://www.beispielhausen.example/",
                "requirements.title",
                "Relaunch of the website"));
    Map<?, ?> technology = (Map<?, ?>) scan.get("technology");
    assertThat(((Map<?, ?>) technology.get("cms")).get("name")).isEqualTo("TYPO3");
    assertThat(((Map<?, ?>) technology.get("cms")).get("version")).isEqualTo("12.4");
    assertThat(technology.get("server")).isEqualTo("nginx");
    assertThat(((Map<?, ?>) scan.get("content")).get("languages")).isEqualTo(List.of("de", "en"));
    assertThat(((Map<?, ?>) scan.get("features")).get("search")).isEqualTo(true);
    assertThat(((Map<?, ?>) scan.get("features")).get("ecommerce")).isEqualTo(false);
    assertThat(((Map<?, ?>) scan.get("recommendation")).get("businessLine")).isEqualTo("Web");
  }

  @Test
  void withoutASiteTheRequirementsAloneRecommend() throws Exception {
    Map<?, ?> scan =
        scan(SiteReader.offline(), Map.of("requirements.title", "Hosting of an application"));
    assertThat(((Map<?, ?>) scan.get("site")).get("reachable")).isEqualTo(false);
    assertThat(scan.containsKey("technology")).isFalse();
    assertThat(((Map<?, ?>) scan.get("recommendation")).get("businessLine"))
        .isEqualTo("Operations");
  }

  @Test
  void aPageOfVeryManyTagsIsLeftAlone() throws Exception {
    SiteReader site = uri -> new Page(uri, 200, Map.of(), "<p><b>".repeat(100_000));
    Map<?, ?> scan = scan(site, Map.of("websiteUrl", "https://www.example.org/"));
    assertThat(((Map<?, ?>) scan.get("site")).get("message"))
        .isEqualTo("The start page has more than 100000 tags.");
  }

  @Test
  void workOfNoLineIsNoRecommendation() throws Exception {
    Map<?, ?> scan = scan(SiteReader.offline(), Map.of("requirements.title", "School meals"));
    assertThat(((Map<?, ?>) scan.get("recommendation")).containsKey("businessLine")).isFalse();
  }
}
