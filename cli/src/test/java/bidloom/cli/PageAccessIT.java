package bidloom.cli;

import static bidloom.cli.People.open;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page for everybody: no violation of axe's rules, light and dark, in both languages, twice
 * as large. With {@code -Dscreenshots=DIRECTORY} it also draws the pages for the documentation.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class PageAccessIT {
  private People people;
  private String bid;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    people = People.at(directory);
    PageGallery.fill(people);
    bid = PageGallery.decided(people);
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
  }

  private Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("/#/bids", "bl-list tbody tr");
    pages.put("/#/bids?view=board", ".card");
    pages.put("/#/bids/" + bid, ".notice .text");
    pages.put("/#/bids/" + bid + "/decision", ".findings .agent");
    pages.put("/#/bids/" + bid + "/scan", ".scan, .blank");
    pages.put("/#/bids/" + bid + "/history?from=1&to=3", ".compared .diff");
    pages.put("/#/numbers", ".figures");
    pages.put("/#/profile", ".profile");
    pages.put("/#/people", ".plain tbody tr");
    pages.put("/#/account", ".account");
    return pages;
  }

  private static Browser.NewContextOptions as(String locale, ColorScheme scheme) {
    return new Browser.NewContextOptions().setLocale(locale).setColorScheme(scheme);
  }

  private void check(Page page, List<String> violations) {
    for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
      violations.add(page.url() + ": " + rule.getId() + " " + rule.getNodes());
    }
  }

  private void checkAll(Page page) {
    List<String> violations = new ArrayList<>();
    pages()
        .forEach(
            (address, there) -> {
              page.navigate(address);
              page.locator(there).first().waitFor();
              check(page, violations);
            });
    assertThat(violations).isEmpty();
  }

  @Test
  void noPageHasAViolationInTheLight() throws Exception {
    checkAll(people.person("root", "admin", as("en-GB", ColorScheme.LIGHT)));
  }

  @Test
  void noPageHasAViolationInTheDarkAndInGerman() throws Exception {
    Page page = people.person("wurzel", "admin", as("de-DE", ColorScheme.DARK));
    checkAll(page);
    assertThat(page.locator("html")).hasAttribute("lang", "de");
    page.navigate("/#/bids/" + bid);
    assertThat(page.locator(".tabs")).containsText("Entscheidung");
  }

  @Test
  void dialogsAndTheLoginHaveNone() throws Exception {
    List<String> violations = new ArrayList<>();
    Page page = people.person("ada", "bd", as("en-GB", ColorScheme.LIGHT));
    page.getByText("New bid").first().click();
    page.locator("dialog[open]").waitFor();
    check(page, violations);
    page.keyboard().press("Escape");
    Page bo = people.person("bo", "bd");
    String shared = people.bid(Map.of("title", "For both", "customerName", "Port"));
    open(page, shared);
    open(bo, shared);
    People.field(page, "customerName").fill("Port of ada");
    People.field(bo, "customerName").fill("Port of bo");
    bo.keyboard().press("Tab");
    page.locator(".note.conflict").waitFor();
    check(page, violations);
    page.locator(".note.conflict button").click();
    page.locator("dialog[open]").waitFor();
    check(page, violations);
    page.context().clearCookies();
    page.navigate("/");
    page.reload();
    page.locator("bl-login").waitFor();
    check(page, violations);
    assertThat(violations).isEmpty();
  }

  /** At 200 % a window of 1280 by 800 has half as many pixels each way. */
  @Test
  void twiceAsLargeNothingIsCutOff() throws Exception {
    Page page =
        people.person("far", "admin", new Browser.NewContextOptions().setViewportSize(640, 400));
    pages()
        .forEach(
            (address, there) -> {
              page.navigate(address);
              page.locator(there).first().waitFor();
              assertThat(
                      page.evaluate(
                          "() => document.documentElement.scrollWidth <= window.innerWidth"))
                  .as(address)
                  .isEqualTo(true);
            });
  }

  @Test
  void bothLanguagesSayTheSameThings() throws Exception {
    Page page = people.person("lingua", "viewer");
    Object missing =
        page.evaluate(
            """
            async () => {
              const base = document.querySelector("script[type=module]").src.replace("main.js", "");
              const [en, de] = await Promise.all(["en.js", "de.js"].map((name) => import(base + name)));
              const one = Object.keys(en.default), other = Object.keys(de.default);
              return [...one.filter((key) => !other.includes(key)), ...other.filter((key) => !one.includes(key))];
            }
            """);
    assertThat(missing).isEqualTo(List.of());
  }

  @Test
  void thePagesAreDrawn() throws Exception {
    new PageGallery(people, bid).draw();
  }
}
