package bidloom.cli;

import static bidloom.cli.People.open;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that several people watch, and that one of them cancels. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PageRunsIT {
  private static final String CANCEL = "**/api/runs/*/cancel";

  private People people;
  private Page ada;
  private Page bo;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    people = People.at(directory, "--agent-pace", "6s");
    ada = people.person("ada", "bd");
    bo = people.person("bo", "bd");
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
  }

  private String evaluating() throws Exception {
    return people.evaluating(ada, bo);
  }

  private static Locator button(Page page, String name) {
    return page.locator(".run").getByText(name, new Locator.GetByTextOptions().setExact(true));
  }

  private static void assertCancelledBy(String name, Page... pages) {
    for (Page page : pages) {
      assertThat(page.locator(".run.ended.abort [role=status]"))
          .hasText("Cancelled by " + name + "; what was finished is kept.");
      assertThat(page.locator(".head .status")).hasText("In review");
    }
  }

  @Test
  void whoCancelsARunStopsItForAllWhoWatch() throws Exception {
    String bid = evaluating();
    assertThat(bo.locator(".head .status")).hasText("Evaluating");
    button(ada, "Cancel").click();
    assertCancelledBy("ada", ada, bo);
    assertThat(people.saved(bid))
        .containsEntry("status", "reviewing")
        .containsEntry("activeRun", null);
    bo.navigate("/#/bids/" + bid + "/history");
    assertThat(bo.locator(".revision").first()).containsText("ada cancelled the evaluation");
  }

  @Test
  void whatAgentsHadFinishedIsStillSeen() throws Exception {
    evaluating();
    Locator finished = bo.locator(".agent.complete").first();
    finished.waitFor();
    String summary = finished.locator(".summary").textContent();
    button(ada, "Cancel").click();
    assertCancelledBy("ada", bo);
    button(bo, "Agents").click();
    assertThat(finished.locator(".summary")).hasText(summary);
    assertThat(bo.locator(".agent.stopped").first()).containsText("not finished");
    assertThat(bo.locator(".agent progress")).hasCount(0);
    assertThat(bo.locator(".agent.working, .agent.waiting")).hasCount(0);
  }

  @Test
  void anybodyCanStartACancelledRunAgain() throws Exception {
    String bid = evaluating();
    button(ada, "Cancel").click();
    assertCancelledBy("ada", ada, bo);
    button(bo, "Start again").click();
    for (Page page : List.of(ada, bo)) {
      assertThat(page.locator(".run.active [role=status]")).containsText("started by bo");
    }
    assertThat(people.saved(bid)).containsEntry("status", "evaluating");
  }

  @Test
  void whoCancelsLateIsToldWhoWasFaster() throws Exception {
    evaluating();
    AtomicReference<Route> late = new AtomicReference<>();
    ada.route(CANCEL, late::set);
    button(ada, "Cancel").click();
    button(bo, "Cancel").click();
    assertCancelledBy("bo", ada, bo);
    ada.waitForResponse(Pattern.compile("/cancel$"), () -> late.getAndSet(null).resume());
    ada.unroute(CANCEL);
    assertCancelledBy("bo", ada, bo);
    assertThat(ada.locator(".word.bad")).hasCount(0);
  }

  @Test
  void aViewerWatchesAndStopsNothing() throws Exception {
    String bid = evaluating();
    Page vic = people.person("vic", "viewer");
    open(vic, bid);
    vic.locator(".run.active .agent.working").first().waitFor();
    assertThat(button(vic, "Cancel")).hasCount(0);
    button(ada, "Cancel").click();
    assertCancelledBy("ada", vic);
    assertThat(button(vic, "Start again")).hasCount(0);
  }
}
