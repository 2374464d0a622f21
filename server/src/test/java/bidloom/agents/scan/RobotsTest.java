package bidloom.agents.scan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.agents.AgentFailure;
import bidloom.agents.SiteReader.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What robots.txt says, and what a hostile one costs (RFC 9309). */
class RobotsTest {
  private static final URI PAGE = URI.create("http://site.test/a/page?x=1");

  private static void check(int status, String rules, URI uri) throws Exception {
    Page file = new Page(uri, status, Map.of("content-type", List.of("text/plain")), rules);
    new Robots((at, deadline) -> file).check(uri, new Deadline(Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void aMissingFileAllowsAll(int status) {
    assertThatCode(() -> check(status, "", PAGE)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void aFileThatTheServerFailsToGiveAllowsNothing(int status) {
    assertThatThrownBy(() -> check(status, "", PAGE)).isInstanceOf(AgentFailure.class);
  }

  @ParameterizedTest
  @CsvSource({
    "User-agent: bidloom|Disallow: /",
    "User-agent: *|Disallow: /a/",
    "User-agent: *|Disallow: /*?x=",
    "User-agent: BIDLOOM|Disallow: /a/page"
  })
  void whatARuleForbidsIsNotRead(String rules) {
    assertThatThrownBy(() -> check(200, rules.replace('|', '\n'), PAGE))
        .isInstanceOf(AgentFailure.class);
  }

  @ParameterizedTest
  @CsvSource({
    "User-agent: other|Disallow: /",
    "User-agent: *|Disallow: /a/|Allow: /a/page",
    "User-agent: *|Disallow:",
    "<html>no rules</html>|"
  })
  void whatNoRuleForbidsIsRead(String rules) {
    assertThatCode(() -> check(200, rules.replace('|', '\n'), PAGE)).doesNotThrowAnyException();
  }

  @Test
  void aFileFullOfWildcardsIsUnderstoodInTime() {
    String rule = "Allow: /" + "*a".repeat(40) + "b\n";
    String rules = "User-agent: *\n" + rule.repeat(2_000_000 / rule.length());
    URI page = URI.create("http://site.test/" + "a".repeat(7_900));
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> check(200, rules, page));
  }
}
