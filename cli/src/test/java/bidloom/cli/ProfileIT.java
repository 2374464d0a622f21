package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The company's profile over HTTP. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileIT {
  private static final Path SAMPLE =
      Path.of("../server/src/main/resources/bidloom/agents/sample-profile.yaml");

  private ServerProcess server;
  private Path own;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    own = folder.resolve("company.yaml");
    String sample = Files.readString(SAMPLE);
    Files.writeString(own, sample.replaceFirst("name: [^\n]+", "name: Another Example Company"));
    server =
        ServerProcess.start(
            "jdbc:sqlite:" + folder.resolve("bidloom.db"), "--profile", own.toString());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private Http.Answer send(String method, String path, String body, String... head)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + ServerProcess.TOKEN));
    all.addAll(List.of(head));
    return Http.send(server, method, path, body, all.toArray(String[]::new));
  }

  private Http.Answer now() throws Exception {
    return send("GET", "/api/profile", "");
  }

  private Http.Answer change(String tag, String patch) throws Exception {
    return send("PATCH", "/api/profile", patch, "If-Match", tag);
  }

  private static String rules(int threshold) {
    return Json.write(Map.of("rules", Map.of("threshold", threshold)));
  }

  @Test
  void theFileIsAVersionAndChangesFollowIt() throws Exception {
    Http.Answer first = now();
    assertThat(first.raw().body()).contains("Another Example Company");
    Http.Answer changed = change(first.header("ETag"), rules(57));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(first.header("ETag"));
    assertThat(changed.body()).containsEntry("changedBy", "token:admin");
    assertThat((Map<?, ?>) changed.body().get("rules")).hasToString(changedRules(first, 57));
    String before = first.body().get("version").toString();
    assertThat(send("GET", "/api/profile?version=" + before, "").body()).isEqualTo(first.body());
    assertThat(send("GET", "/api/profile?version=999", "").status()).isEqualTo(404);
    assertThat(send("GET", "/api/profile?version=x", "").status()).isEqualTo(422);
  }

  private static String changedRules(Http.Answer from, int threshold) {
    return from.body()
        .get("rules")
        .toString()
        .replaceFirst("threshold=\\d+", "threshold=" + threshold);
  }

  @Test
  void whoWasLaterIsShownWhatIsThereNow() throws Exception {
    String seen = now().header("ETag");
    assertThat(change(seen, rules(58)).status()).isEqualTo(200);
    Http.Answer late = change(seen, rules(59));
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.text("type")).isEqualTo("/problems/profile-changed");
    assertThat(late.body().get("current")).isEqualTo(now().body());
    assertThat(send("PATCH", "/api/profile", rules(60)).status()).isEqualTo(428);
  }

  @Test
  void whatIsNotAProfileIsRefusedByName() throws Exception {
    Http.Answer refused =
        change(now().header("ETag"), "{\"rules\": {\"treshold\": 60, \"threshold\": null}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.raw().body()).contains("/rules/threshold");
    refused = change(now().header("ETag"), "{\"references\": [{}]}");
    assertThat(refused.raw().body()).contains("/references/0/title");
  }

  @Test
  void theHistorySaysWhoMadeWhichVersion() throws Exception {
    change(now().header("ETag"), "{\"company\": {\"employees\": 77}}");
    Map<String, Object> page = send("GET", "/api/profile/history?limit=1", "").body();
    assertThat(page.get("items").toString()).contains("changed=[company]", "token:admin");
    page = send("GET", "/api/profile/history?cursor=" + page.get("nextCursor"), "").body();
    assertThat(page.get("items").toString())
        .contains("system:profile-file")
        .endsWith("version=1}]");
    assertThat(page.get("nextCursor")).isNull();
  }

  @Test
  void anEvaluationIsJudgedByTheVersionOfItsStart() throws Exception {
    String notice = Files.readString(Path.of("../examples/web-portal.ocds.json"));
    String bid =
        send("POST", "/api/bids", notice, "Content-Type", "application/octet-stream").text("id");
    finished(bid, "extract");
    finished(bid, "quick-scan");
    assertThat(change(now().header("ETag"), rules(40)).status()).isEqualTo(200);
    Map<String, Object> low = finished(bid, "evaluate");
    assertThat(decision(bid)).startsWith("BIT");
    assertThat(low).containsEntry("profileVersion", now().body().get("version"));
    assertThat(change(now().header("ETag"), rules(100)).status()).isEqualTo(200);
    Map<String, Object> high = finished(bid, "evaluate");
    assertThat(decision(bid)).startsWith("NO");
    assertThat(high).containsEntry("profileVersion", now().body().get("version"));
  }

  private String decision(String bid) throws Exception {
    return server.client().get("/api/bids/" + bid).body().get("decision").toString();
  }

  private Map<String, Object> finished(String bid, String kind) throws Exception {
    String run = send("POST", "/api/bids/" + bid + "/" + kind, "").header("Location");
    assertThat(Scene.all(server.client(), run + "/events").getLast().type()).isEqualTo("complete");
    return send("GET", run, "").body();
  }
}
