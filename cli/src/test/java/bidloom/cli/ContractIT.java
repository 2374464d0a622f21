package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.cli.Http.Answer;
import bidloom.client.EventStream.Event;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of the OpenAPI document, with every good answer that it promises, seen once; the
 * requests are the document's own examples. {@link ContractIsKept} holds the answers to it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ContractIT {
  private LocalIssuer issuer;
  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    issuer = new LocalIssuer();
    server =
        ServerProcess.start(
            "jdbc:sqlite:" + directory.resolve("bidloom.db"),
            issuer.client(Map.of("BIDLOOM_OIDC_DEFAULT_ROLE", "bd")),
            "--agent-pace",
            "1s");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    issuer.close();
  }

  @Test
  void everyOperationIsSeenWithEachOfItsGoodAnswers() throws Exception {
    assertThat(ContractClient.takeSeen()).isNotNull();
    identities();
    session();
    openId();
    String bid = bid();
    extraction(bid);
    quickScan(bid);
    evaluation(bid);
    end(bid);
    lists();
    operations();
    Set<String> missing = new TreeSet<>(ContractClient.contract().promised());
    missing.removeAll(ContractClient.takeSeen());
    missing.removeIf(answer -> answer.endsWith(" 503"));
    assertThat(missing).isEmpty();
  }

  private static String example(String schema) {
    return ContractClient.contract().named(schema).path("examples").path(0).toString();
  }

  private Answer send(int expected, String method, String path, String body, String... head)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + ServerProcess.TOKEN));
    all.addAll(List.of(head));
    return as(expected, method, path, body, all.toArray(String[]::new));
  }

  private Answer as(int expected, String method, String path, String body, String... head)
      throws Exception {
    Answer answer = Http.send(server, method, path, body, head);
    assertThat(answer.status()).as(method + " " + path + " " + answer.body()).isEqualTo(expected);
    return answer;
  }

  /** Changes a bid, or what leads to one, from the version that it has. */
  private Answer change(String method, String path, String bid, String body) throws Exception {
    return send(200, method, path, body, "If-Match", send(200, "GET", bid, "").header("ETag"));
  }

  private void identities() throws Exception {
    send(201, "POST", "/api/users", example("NewUser"));
    send(200, "GET", "/api/users", "");
    send(200, "GET", "/api/users/ada", "");
    send(200, "PATCH", "/api/users/ada", example("UserPatch"));
    send(200, "GET", "/api/users/ada/data", "");
    send(200, "GET", "/api/me/data", "");
    send(201, "POST", "/api/users", "{\"name\": \"bo\", \"role\": \"bd\"}");
    send(200, "POST", "/api/users/bo/erase", "");
    String token = send(201, "POST", "/api/tokens", example("NewToken")).text("id");
    send(200, "GET", "/api/tokens?owner=*", "");
    send(200, "DELETE", "/api/tokens/" + token, "");
  }

  private void session() throws Exception {
    String first = "{\"name\": \"ada\", \"password\": \"green lamps over water\"}";
    String[] once = writing(as(200, "POST", "/api/session", first));
    as(204, "POST", "/api/me/password", example("PasswordChange"), once);
    String[] browser = writing(as(200, "POST", "/api/session", example("Login")));
    as(200, "GET", "/api/me", "", browser);
    as(200, "GET", "/api/session", "", browser);
    as(200, "GET", "/api/session", "");
    as(204, "DELETE", "/api/session", "", browser);
    send(204, "POST", "/api/users/ada/password", example("NewPassword"));
  }

  private static String[] writing(Answer login) {
    return new String[] {
      "Cookie",
      "bidloom_session=" + login.cookie("bidloom_session"),
      "X-CSRF-Token",
      login.text("csrfToken")
    };
  }

  private void openId() throws Exception {
    Answer asked = as(303, "GET", "/api/session/oidc?to=/bids", "");
    Map<String, List<String>> question =
        URLUtils.parseParameters(URI.create(asked.header("Location")).getRawQuery());
    issuer.nonce = question.get("nonce").getFirst();
    issuer.challenges.add(question.get("code_challenge").getFirst());
    String state = asked.cookie("bidloom_login");
    String back = "/api/session/oidc/callback?code=c&state=" + state;
    as(303, "GET", back, "", "Cookie", "bidloom_login=" + state);
  }

  private String bid() throws Exception {
    String id = send(201, "POST", "/api/bids", example("NewBid")).text("id");
    String bid = "/api/bids/" + id;
    send(201, "POST", "/api/bids", example("NewBid"));
    change("PATCH", bid, bid, "{\"stage\": \"an inquiry\"}");
    change("POST", bid + "/restore", bid, example("Restore"));
    send(304, "GET", bid, "", "If-None-Match", send(200, "GET", bid, "").header("ETag"));
    send(200, "GET", bid + "/duplicates", "");
    String written =
        send(201, "POST", "/api/bids", "{\"rawInput\": \"Title: A bridge\"}").text("id");
    send(200, "GET", "/api/bids/" + written + "/notice", "");
    send(200, "GET", "/api/bids/" + written + "/notice/document", "");
    String bare = send(201, "POST", "/api/bids", "{\"title\": \"A bridge\"}").text("id");
    send(204, "GET", "/api/bids/" + bare + "/notice", "");
    send(200, "GET", bid + "/history?limit=1", "");
    send(200, "GET", bid + "/versions/1", "");
    send(204, "PUT", bid + "/presence", example("Presence"));
    send(204, "DELETE", bid + "/presence?client=tab-1", "");
    server.client().stream(bid + "/events").follow(event -> false);
    String[] head = {"Authorization", "Bearer " + ServerProcess.TOKEN};
    assertThat(Http.statusOfStream(server, "/api/events", head)).isEqualTo(200);
    return bid;
  }

  private void extraction(String bid) throws Exception {
    Answer started = send(202, "POST", bid + "/extract", example("Start"));
    String run = started.header("Location");
    assertThat(send(200, "POST", bid + "/extract", "").text("id")).isEqualTo(started.text("id"));
    send(202, "POST", run + "/cancel", example("Nothing"));
    assertThat(toTheEnd(run + "/events").terminal()).isTrue();
    send(200, "POST", run + "/cancel", "");
    streamed(bid + "/extract/stream");
  }

  private void quickScan(String bid) throws Exception {
    String run = send(202, "POST", bid + "/quick-scan", "").header("Location");
    send(200, "POST", bid + "/quick-scan", "");
    toTheEnd(run + "/events");
    streamed(bid + "/quick-scan/stream");
  }

  private void evaluation(String bid) throws Exception {
    String run = send(202, "POST", bid + "/evaluate", "").header("Location");
    send(200, "POST", bid + "/evaluate", "");
    change("PATCH", bid, bid, example("BidPatch"));
    Event end = toTheEnd(run + "/events");
    assertThat(end.type()).isEqualTo("conflict");
    send(204, "GET", run + "/events", "", "Accept", "text/event-stream", "Last-Event-ID", id(end));
    send(200, "GET", run + "/events?limit=200", "");
    send(200, "GET", run, "");
    send(200, "GET", bid + "/runs", "");
    send(200, "POST", run + "/discard", "");
    change("POST", run + "/apply", bid, example("Apply"));
    streamed(bid + "/evaluate/stream");
  }

  private Event toTheEnd(String path) throws Exception {
    return Scene.all(server.client(), path).getLast();
  }

  private static String id(Event event) {
    return event.id().orElseThrow();
  }

  /** A stream to its end, and what is there to say after that. */
  private void streamed(String path) throws Exception {
    Event end = toTheEnd(path);
    assertThat(end.type()).isEqualTo("complete");
    send(204, "GET", path, "", "Last-Event-ID", id(end));
  }

  private void end(String bid) throws Exception {
    change("POST", bid + "/decision", bid, example("Ruling"));
    change("POST", bid + "/transitions", bid, example("Move"));
    change("DELETE", bid, bid, "");
  }

  private void lists() throws Exception {
    send(200, "GET", "/api/bids?q=portal&sort=-deadline", "");
    send(200, "GET", "/api/board?q=portal&sort=-deadline", "");
    send(200, "GET", "/api/export/bids.csv", "");
    send(200, "GET", "/api/export/bids.json", "");
    send(200, "GET", "/api/export/deadlines.ics", "");
    send(200, "GET", "/api/numbers?weeks=2", "");
    profile();
  }

  private void profile() throws Exception {
    String tag = send(200, "GET", "/api/profile", "").header("ETag");
    send(304, "GET", "/api/profile", "", "If-None-Match", tag);
    send(200, "PATCH", "/api/profile", example("ProfilePatch"), "If-Match", tag);
    send(412, "PATCH", "/api/profile", example("ProfilePatch"), "If-Match", tag);
    send(200, "GET", "/api/profile/history?limit=1", "");
  }

  private void operations() throws Exception {
    as(200, "GET", "/problems/conflict", "");
    as(200, "GET", "/v3/api-docs", "");
    as(200, "GET", Contract.DOCUMENT, "");
    as(200, "GET", "/actuator/health", "");
    as(200, "GET", "/actuator/health/live", "");
    as(200, "GET", "/actuator/health/ready", "");
    as(200, "GET", "/swagger-ui/", "");
    as(304, "GET", "/swagger-ui/", "", "If-None-Match", "*");
    send(200, "GET", "/actuator/info", "");
    send(200, "GET", "/actuator/prometheus", "");
  }
}
