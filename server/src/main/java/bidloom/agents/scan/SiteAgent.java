package bidloom.agents.scan;

import bidloom.agents.Agent;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.SiteReader.Page;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;

/**
 * One look at the customer's site. A site that can't be looked at is a finding, not a failure.
 *
 * <p>The result is {@code {site, <name>}}; without a site only {@code {site}}.
 */
final class SiteAgent implements Agent {
  /** What an agent makes of the site. */
  @FunctionalInterface
  interface Look {
    Finding at(Page home, Document document, Site site);
  }

  /**
   * What an agent found.
   *
   * @param confidence 0-100
   */
  record Finding(int confidence, String summary, Map<String, Object> value) {}

  private static final Set<String> INPUTS = Set.of("websiteUrl", "requirements.websiteUrl");

  private final String name;
  private final Visits visits;
  private final Look look;

  SiteAgent(String name, Visits visits, Look look) {
    this.name = name;
    this.visits = visits;
    this.look = look;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> inputs() {
    return INPUTS;
  }

  @Override
  public AgentOutput work(AgentTask task, Progress progress) throws InterruptedException {
    Site site = site(task, progress);
    Optional<Document> document = site.document();
    if (site.home().isEmpty() || document.isEmpty()) {
      Map<String, Object> result = Map.of("site", site.value());
      return new AgentOutput(OptionalInt.empty(), 0, site.message(), result);
    }
    Finding found = look.at(site.home().get(), document.get(), site);
    return new AgentOutput(
        OptionalInt.empty(),
        found.confidence(),
        found.summary(),
        Map.of("site", site.value(), name, found.value()));
  }

  private Site site(AgentTask task, Progress progress) throws InterruptedException {
    Optional<String> url =
        task.text("websiteUrl")
            .filter(Predicate.not(String::isBlank))
            .or(() -> task.text("requirements.websiteUrl"))
            .filter(Predicate.not(String::isBlank));
    if (url.isEmpty()) {
      return Site.unread(url, "The bid names no web site.");
    }
    progress.report(0.1, "reading " + url.get());
    Site site = visits.site(url.get(), task.at());
    progress.report(0.8, site.message());
    return site;
  }
}
