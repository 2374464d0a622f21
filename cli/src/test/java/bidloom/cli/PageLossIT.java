package bidloom.cli;

import static bidloom.cli.People.field;
import static bidloom.cli.People.open;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page while servers die, connections are lost, tabs sleep and sessions end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class PageLossIT {
  private static final Locator.WaitForOptions PATIENTLY =
      new Locator.WaitForOptions().setTimeout(60_000);

  private People people;
  private Page ada;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    people = People.at(directory, "--agent-pace", "4s", "--lease", "3s");
    ada = people.person("ada", "bd");
  }

  @AfterAll
  void stop() throws Exception {
    if (people != null) {
      people.closeWithoutComplaint();
    }
  }

  private String bid() throws Exception {
    return people.bid(Map.of("title", "A bid in bad weather", "customerName", "Port"));
  }

  @Test
  void aServerThatIsKilledInMidStreamCostsNeitherTheRunNorWhatIsTyped() throws Exception {
    String bid = Scene.reviewed(people.server().client());
    open(ada, bid);
    ada.locator("bl-steps button", new Page.LocatorOptions().setHasText("Evaluate")).click();
    ada.locator(".run.active .agent.working").first().waitFor();
    field(ada, "stage").fill("typed while the server dies");
    people.killAndRestart();
    ada.keyboard().press("Tab");
    ada.locator(".run.ended.complete").waitFor(PATIENTLY);
    assertThat(ada.locator(".head .status")).hasText("Decided");
    ada.locator(".safe.good").waitFor(PATIENTLY);
    assertThat(people.saved(bid))
        .containsEntry("stage", "typed while the server dies")
        .containsEntry("status", "bit_decided");
  }

  @Test
  void offlineWhatIsTypedIsKeptAndSentWhenTheNetworkIsBack() throws Exception {
    String bid = bid();
    open(ada, bid);
    ada.context().setOffline(true);
    field(ada, "customerName").fill("Port of Beispielhausen");
    ada.keyboard().press("Tab");
    assertThat(ada.locator(".safe.warn")).containsText("1 change is kept here");
    server(bid, "stage", "written by another meanwhile");
    ada.context().setOffline(false);
    ada.locator(".safe.good").waitFor(PATIENTLY);
    assertThat(field(ada, "stage")).hasValue("written by another meanwhile");
    assertThat(people.saved(bid)).containsEntry("customerName", "Port of Beispielhausen");
  }

  private void server(String bid, String name, String value) throws Exception {
    long version = ((Number) people.saved(bid).get("version")).longValue();
    assertThat(
            people
                .server()
                .client()
                .patch("/api/bids/" + bid, "\"" + version + "\"", Map.of(name, value))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aSaveThatFailsIsTriedAgainByItself() throws Exception {
    String bid = bid();
    open(ada, bid);
    AtomicInteger attempts = new AtomicInteger();
    ada.route(
        People.SAVING,
        route -> {
          if (attempts.incrementAndGet() == 1) {
            route.abort();
          } else {
            route.resume();
          }
        });
    field(ada, "customerName").fill("Port, at the second attempt");
    ada.keyboard().press("Tab");
    assertThat(ada.locator(".safe.warn")).containsText("kept here");
    ada.locator(".safe.good").waitFor(PATIENTLY);
    ada.unroute(People.SAVING);
    assertThat(attempts).hasValueGreaterThan(1);
    assertThat(people.saved(bid)).containsEntry("customerName", "Port, at the second attempt");
  }

  @Test
  void aReloadTakesUpWhatCouldNotBeSavedAndSendsItWithItsBaseVersion() throws Exception {
    String bid = bid();
    open(ada, bid);
    ada.route(People.SAVING, Route::abort);
    field(ada, "customerName").fill("Port, typed before the reload");
    ada.keyboard().press("Tab");
    assertThat(ada.locator(".safe.warn")).containsText("kept here");
    server(bid, "customerName", "Harbour");
    ada.reload();
    assertThat(field(ada, "customerName")).hasValue("Port, typed before the reload");
    ada.unroute(People.SAVING);
    ada.reload();
    assertThat(ada.locator(".note.conflict")).containsText("admin changed this too");
    assertThat(field(ada, "customerName")).hasValue("Port, typed before the reload");
    assertThat(people.saved(bid)).containsEntry("customerName", "Harbour");
  }

  @Test
  void whatAClosedTabLeftUnsavedIsSentByTheNextOne() throws Exception {
    String bid = bid();
    Page tab = people.page(ada.context());
    open(tab, bid);
    tab.route(People.SAVING, Route::abort);
    field(tab, "customerName").fill("Typed in a tab that closed");
    tab.close();
    Page next = people.page(ada.context());
    open(next, bid);
    assertThat(field(next, "customerName")).hasValue("Typed in a tab that closed");
    assertThat(people.saved(bid)).containsEntry("customerName", "Typed in a tab that closed");
    next.close();
  }

  @Test
  void aDraftIsItsAuthorsAlone() throws Exception {
    String bid = bid();
    Page dora = people.person("dora", "bd");
    open(dora, bid);
    dora.context().clearCookies();
    field(dora, "customerName").fill("Known to dora only");
    dora.keyboard().press("Tab");
    assertThat(dora.locator(".ended")).containsText("Your session has ended");
    dora.close();
    Page emil = people.next(dora.context(), "emil", "bd");
    open(emil, bid);
    assertThat(field(emil, "customerName")).hasValue("Port");
    emil.close();
    assertThat(people.saved(bid)).containsEntry("customerName", "Port");
  }

  @Test
  void whatIsTypedWhileSomebodyElseLogsInInAnotherTabIsNotSentInTheirName() throws Exception {
    String bid = bid();
    Page fay = people.person("fay", "bd");
    open(fay, bid);
    Page gus = people.next(fay.context(), "gus", "bd");
    open(gus, bid);
    field(fay, "customerName").fill("Typed by fay");
    fay.keyboard().press("Tab");
    Locator dialog = askedToLogIn(fay);
    assertThat(field(gus, "customerName")).hasValue("Port");
    assertThat(people.saved(bid)).containsEntry("customerName", "Port");
    dialog.locator("input[name=password]").fill(People.PASSWORD);
    dialog.locator("button.primary").click();
    assertThat(field(gus, "customerName")).hasValue("Typed by fay");
    assertThat(people.server().client().get("/api/bids/" + bid + "/history").body().toString())
        .contains("user:fay")
        .doesNotContain("user:gus");
    gus.close();
    fay.close();
  }

  @Test
  void aSleepingTabIsUpToDateWhenItWakes() throws Exception {
    String bid = bid();
    open(ada, bid);
    CDPSession session = ada.context().newCDPSession(ada);
    session.send("Page.setWebLifecycleState", state("frozen"));
    server(bid, "stage", "while it slept");
    session.send("Page.setWebLifecycleState", state("active"));
    assertThat(field(ada, "stage")).hasValue("while it slept");
  }

  private static JsonObject state(String name) {
    JsonObject state = new JsonObject();
    state.addProperty("state", name);
    return state;
  }

  @Test
  void aHiddenTabLetsGoOfItsStreamsAndComesBackToWhereItWas() throws Exception {
    String bid = bid();
    Page bo = people.person("bo", "bd");
    open(bo, bid);
    Page tab = people.page(ada.context());
    tab.clock().install();
    open(tab, bid);
    assertThat(bo.locator(".people .person")).hasCount(1);
    hidden(tab, true);
    tab.clock().fastForward(11_000);
    assertThat(bo.locator(".people")).hasCount(0);
    server(bid, "stage", "while it was hidden");
    hidden(tab, false);
    assertThat(field(tab, "stage")).hasValue("while it was hidden");
    assertThat(bo.locator(".people .person")).hasCount(1);
    tab.close();
  }

  private static void hidden(Page page, boolean hidden) {
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);
  }

  @Test
  void tabsOfOneBrowserShareOneConnection() throws Exception {
    String bid = bid();
    List<String> own = new ArrayList<>();
    Page first = people.page(ada.context());
    first.onRequest(request -> own.add(request.url()));
    open(first, bid);
    Page second = people.page(ada.context());
    second.onRequest(request -> own.add(request.url()));
    open(second, bid);
    field(first, "stage").fill("seen in the other tab");
    first.keyboard().press("Tab");
    assertThat(field(second, "stage")).hasValue("seen in the other tab");
    Page bo = people.person("bo", "bd");
    open(bo, bid);
    assertThat(bo.locator(".people .person")).hasCount(1);
    assertThat(own).as("streams are the worker's").noneMatch(url -> url.contains("/events"));
    first.close();
    field(second, "stage").fill("the connection outlives the first tab");
    second.keyboard().press("Tab");
    assertThat(field(bo, "stage")).hasValue("the connection outlives the first tab");
    second.close();
  }

  @Test
  void aSessionThatEndsCostsNothingThatWasTyped() throws Exception {
    Page cy = people.person("cy", "bd");
    String bid = bid();
    open(cy, bid);
    cy.context().clearCookies();
    field(cy, "customerName").fill("Typed after the session ended");
    cy.keyboard().press("Tab");
    Locator dialog = askedToLogIn(cy);
    dialog.locator("input[name=password]").fill(People.PASSWORD);
    dialog.locator("button.primary").click();
    assertThat(dialog).hasCount(0);
    cy.locator(".safe.good").waitFor(PATIENTLY);
    assertThat(people.saved(bid)).containsEntry("customerName", "Typed after the session ended");
  }

  private static Locator askedToLogIn(Page page) {
    assertThat(page.locator(".ended")).containsText("Your session has ended");
    page.locator(".ended button").click();
    return page.locator("bl-login dialog");
  }
}
