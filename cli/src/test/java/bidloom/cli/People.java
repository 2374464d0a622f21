package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** People in front of the page, each with a browser of their own that is logged in. */
final class People implements AutoCloseable {
  /** The requests that save fields. */
  static final String SAVING = "**/api/bids/*?onConflict=merge";

  static final String PASSWORD = "slow trains in november";
  private static final String FIRST = "green lamps over water";

  /** What a test brings about on purpose: a lost connection, a session that is over. */
  private static final List<String> EXPECTED =
      List.of(
          "net::ERR_",
          "status of 401",
          "status of 403",
          "status of 412",
          "status of 422",
          "status of 50");

  private final Chromium chromium;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private ServerProcess server;

  private People(Chromium chromium, ServerProcess server) {
    this.chromium = chromium;
    this.server = server;
  }

  /** A server and its browser; where there is no browser, no server is started. */
  static People at(Path directory, String... options) throws Exception {
    Chromium chromium = Chromium.launch();
    return new People(
        chromium, ServerProcess.start("jdbc:sqlite:" + directory.resolve("bidloom.db"), options));
  }

  /** With variables of the environment, as an operator sets them. */
  static People at(Path directory, Map<String, String> environment) throws Exception {
    Chromium chromium = Chromium.launch();
    String db = "jdbc:sqlite:" + directory.resolve("bidloom.db");
    return new People(chromium, ServerProcess.start(db, environment));
  }

  ServerProcess server() {
    return server;
  }

  /** As {@code kill -9} and a new start at the same address. */
  void killAndRestart() throws Exception {
    server.kill();
    server = server.restarted();
  }

  Page person(String name, String role) throws Exception {
    return person(name, role, new Browser.NewContextOptions());
  }

  /** Somebody new, logged in, with the list of bids before them. */
  Page person(String name, String role, Browser.NewContextOptions options) throws Exception {
    Http.Answer made =
        Http.send(
            server,
            "POST",
            "/api/users",
            Json.write(Map.of("name", name, "role", role, "password", FIRST)),
            "Authorization",
            "Bearer " + ServerProcess.TOKEN);
    assertThat(made.status()).isIn(201, 409);
    BrowserContext context = browser(options);
    if (made.status() == 201) {
      setPassword(context, login(context, name, FIRST));
    } else {
      login(context, name, PASSWORD);
    }
    return page(context);
  }

  private BrowserContext browser(Browser.NewContextOptions options) {
    BrowserContext context =
        chromium.browser().newContext(options.setBaseURL(server.base().toString()));
    contexts.add(context);
    return context;
  }

  /** Somebody who has not logged in. */
  Page stranger() {
    return tab(browser(new Browser.NewContextOptions().setLocale("en-GB")));
  }

  /** Somebody new logs in at a browser that somebody else has used. */
  Page next(BrowserContext context, String name, String role) throws Exception {
    person(name, role).context().close();
    context.clearCookies();
    login(context, name, PASSWORD);
    return page(context);
  }

  /** Another tab of the same browser. */
  Page page(BrowserContext context) {
    Page page = tab(context);
    page.navigate("/");
    page.locator("bl-bids .bar").waitFor();
    return page;
  }

  private Page tab(BrowserContext context) {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          boolean expected = EXPECTED.stream().anyMatch(message.text()::contains);
          if (message.type().equals("error") && !expected) {
            complaints.add(message.text() + " " + message.location() + " at " + page.url());
          }
        });
    page.onPageError(error -> complaints.add(error + " at " + page.url()));
    return page;
  }

  private static String login(BrowserContext context, String name, String password) {
    APIRequestContext requests = context.request();
    APIResponse answer =
        requests.post(
            "/api/session",
            RequestOptions.create().setData(Map.of("name", name, "password", password)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return String.valueOf(Json.readObject(answer.text()).get("csrfToken"));
  }

  private static void setPassword(BrowserContext context, String csrf) {
    APIResponse changed =
        context
            .request()
            .post(
                "/api/me/password",
                RequestOptions.create()
                    .setHeader("X-CSRF-Token", csrf)
                    .setData(Map.of("current", FIRST, "password", PASSWORD)));
    assertThat(changed.status()).as(changed.text()).isEqualTo(204);
  }

  /** A bid with some facts, made by a program. */
  String bid(Map<String, ?> fields) throws Exception {
    Http.Answer made =
        Http.send(
            server,
            "POST",
            "/api/bids",
            Json.write(fields),
            "Authorization",
            "Bearer " + ServerProcess.TOKEN);
    assertThat(made.status()).isEqualTo(201);
    return made.text("id");
  }

  /** A bid that one of two evaluates; both see the agents at work. */
  String evaluating(Page starting, Page watching) throws Exception {
    String bid = Scene.reviewed(server.client());
    open(starting, bid);
    open(watching, bid);
    starting.locator("bl-steps button", new Page.LocatorOptions().setHasText("Evaluate")).click();
    for (Page page : List.of(starting, watching)) {
      page.locator(".run.active .agent.working").first().waitFor();
    }
    return bid;
  }

  /** A bid as the server has it. */
  Map<String, Object> saved(String bid) throws Exception {
    return server.client().get("/api/bids/" + bid).body();
  }

  /** Opens a bid and waits until it is followed. */
  static Page open(Page page, String bid) {
    page.navigate("/#/bids/" + bid);
    page.locator(".safe.good").waitFor();
    return page;
  }

  /** The place where a field is typed. */
  static Locator field(Page page, String field) {
    return page.locator("[data-field='" + field + "']").first();
  }

  /** Closes it; no browser had complained, but of what tests bring about. */
  void closeWithoutComplaint() throws Exception {
    close();
    assertThat(complaints).isEmpty();
  }

  @Override
  public void close() throws Exception {
    contexts.forEach(BrowserContext::close);
    chromium.close();
    server.close();
  }
}
