package bidloom.agents.scan;

import bidloom.agents.AgentFailure;
import bidloom.agents.SiteReader.Page;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the hosts of one run allow a robot to read (RFC 9309): a missing robots.txt allows all, one
 * that the server fails to give allows nothing.
 */
final class Robots {
  /** Reads a robots.txt, redirects followed. */
  @FunctionalInterface
  interface Source {
    Page read(URI uri, Deadline deadline) throws AgentFailure, InterruptedException;
  }

  private static final Set<String> NAMES = Set.of("bidloom");
  private final Map<URI, BaseRobotRules> byHost = new ConcurrentHashMap<>();
  private final Source source;

  Robots(Source source) {
    this.source = source;
  }

  void check(URI uri, Deadline deadline) throws AgentFailure, InterruptedException {
    URI file = uri.resolve("/robots.txt");
    BaseRobotRules rules = byHost.get(file);
    if (rules == null) {
      rules = rules(file, source.read(file, deadline));
      byHost.put(file, rules);
    }
    if (!rules.isAllowed(uri.toString())) {
      throw new AgentFailure(
          "robots", "%s asks robots not to read this page.".formatted(uri.getHost()));
    }
  }

  private static BaseRobotRules rules(URI file, Page page) {
    // The parser keeps count of its warnings and is not made for two threads.
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
    if (page.status() != 200) {
      return parser.failedFetch(page.status());
    }
    String type = page.header("content-type").orElse("text/plain").toLowerCase(Locale.ROOT);
    return parser.parseContent(
        file.toString(), page.text().getBytes(StandardCharsets.UTF_8), type, NAMES);
  }
}
