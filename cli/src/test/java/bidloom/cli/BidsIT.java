package bidloom.cli;

import static bidloom.cli.Scene.FIELDS;
import static bidloom.cli.Scene.all;
import static bidloom.cli.Scene.reviewed;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.cli.Http.Answer;
import bidloom.client.Bidloom;
import bidloom.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do with bids beside editing them, over real HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BidsIT {
  private static final String AUTHORIZATION = "Authorization";
  private static final String TOKEN = "Bearer " + ServerProcess.TOKEN;

  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    server = ServerProcess.start("jdbc:sqlite:" + directory.resolve("bidloom.db"));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private Answer get(String path, String... head) throws Exception {
    return Http.send(server, "GET", path, "", with(head));
  }

  private Answer post(String path, Map<String, ?> body, String... head) throws Exception {
    return Http.send(server, "POST", path, Json.write(body), with(head));
  }

  private static String[] with(String... head) {
    List<String> all = new ArrayList<>(List.of(AUTHORIZATION, TOKEN));
    all.addAll(List.of(head));
    return all.toArray(String[]::new);
  }

  private static String path(Answer created) {
    return "/api/bids/" + created.text("id");
  }

  /** A bid on which the agents have decided. */
  private String decided() throws Exception {
    Bidloom client = server.client();
    String bid = reviewed(client);
    assertThat(all(client, "/api/bids/" + bid + "/evaluate/stream").getLast().type())
        .isEqualTo("complete");
    return "/api/bids/" + bid;
  }

  @Test
  void aBidIsDecidedOverriddenRoutedStaffedArchivedAndReopened() throws Exception {
    String bid = decided();
    Answer overridden =
        post(
            bid + "/decision",
            Map.of("decision", "BIT", "reason", "A customer we want."),
            "If-Match",
            get(bid).header("ETag"));
    assertThat(overridden.status()).isEqualTo(200);
    assertThat(overridden.body().get("decision")).isEqualTo("BIT");
    Answer lineless = routedByALeadWithoutALine(bid, overridden.header("ETag"));
    assertThat(lineless.status()).isEqualTo(403);
    assertThat(lineless.text("detail")).contains("business line");
    Answer routed =
        post(
            bid + "/transitions",
            Map.of("to", "routed", "businessLine", "Web"),
            "If-Match",
            overridden.header("ETag"));
    assertThat(routed.text("status")).isEqualTo("routed");
    Answer illegal =
        post(bid + "/transitions", Map.of("to", "reviewing"), "If-Match", routed.header("ETag"));
    assertThat(illegal.status()).isEqualTo(409);
    assertThat(illegal.body().get("legal")).isEqualTo(List.of("team_assigned", "archived"));
    Answer archived = Http.send(server, "DELETE", bid, "", with("If-Match", routed.header("ETag")));
    assertThat(archived.status()).isEqualTo(200);
    assertThat(archived.text("outcome")).isEqualTo("withdrawn");
    Answer reopened =
        post(bid + "/transitions", Map.of("to", "reviewing"), "If-Match", archived.header("ETag"));
    assertThat(reopened.text("status")).isEqualTo("reviewing");
    assertThat(post(bid + "/transitions", Map.of("to", "reviewing")).status()).isEqualTo(428);
  }

  private Answer routedByALeadWithoutALine(String bid, String version) throws Exception {
    Answer token = post("/api/tokens", Map.of("name", "lead", "role", "bl"));
    return Http.send(
        server,
        "POST",
        bid + "/transitions",
        Json.write(Map.of("to", "routed", "businessLine", "Web")),
        AUTHORIZATION,
        "Bearer " + token.text("token"),
        "If-Match",
        version);
  }

  @Test
  void aBodyThatAnnouncesItselfAsTooLargeIsRefusedBeforeItIsSent() throws Exception {
    Answer refused = Http.announce(server, "/api/bids", 22 * 1024 * 1024);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("type")).isEqualTo("/problems/too-large");
  }

  @Test
  void aContentTypeThatIsNoneIsRefused() throws Exception {
    Answer refused = Http.send(server, "POST", "/api/bids", "{}", with("Content-Type", "nonsense"));
    assertThat(refused.status()).isEqualTo(415);
  }

  @Test
  void everyVersionIsThereAndCanBeRestored() throws Exception {
    Answer created = post("/api/bids", FIELDS);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(path(created));
    String bid = path(created);
    server.client().patch(bid, "\"1\"", Map.of("title", "Another title"));
    assertThat(get(bid + "/versions/1").text("title")).isEqualTo("Web portal for citizens");
    assertThat(get(bid + "/versions/3").status()).isEqualTo(404);
    assertThat(get(bid, "If-None-Match", "\"2\"").status()).isEqualTo(304);
    Answer restored =
        post(
            bid + "/restore",
            Map.of("version", 1, "fields", List.of("title")),
            "If-Match",
            "\"2\"");
    assertThat(restored.text("title")).isEqualTo("Web portal for citizens");
    assertThat(restored.header("ETag")).isEqualTo("\"3\"");
    assertThat((List<?>) get(bid + "/history").body().get("items")).hasSize(3);
  }

  @Test
  void listsAreFilteredSortedAndPaged() throws Exception {
    for (String title : List.of("Delta quay", "Alpha quay", "Charlie quay", "Bravo quay")) {
      post("/api/bids", Map.of("title", title));
    }
    List<String> titles = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = get("/api/bids?q=QUAY&sort=title&limit=3&cursor=" + cursor);
      assertThat(page.status()).isEqualTo(200);
      for (Object item : (List<?>) page.body().get("items")) {
        titles.add(String.valueOf(((Map<?, ?>) item).get("title")));
      }
      cursor = page.body().get("nextCursor") instanceof String next ? next : "";
    } while (!cursor.isEmpty());
    assertThat(titles).containsExactly("Alpha quay", "Bravo quay", "Charlie quay", "Delta quay");
    for (String wrong :
        List.of("sort=price", "status=lost", "limit=x", "cursor=%21", "deadlineBefore=soon")) {
      Answer refused = get("/api/bids?" + wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.text("type")).isEqualTo("/problems/validation");
    }
  }

  @Test
  void aPageMayEndAmongBidsOfWhichTheOrderKnowsNothing() throws Exception {
    String known =
        post(
                "/api/bids",
                Map.of(
                    "title",
                    "Ferry known",
                    "requirements",
                    Map.of(
                        "budget",
                        Map.of("max", 5),
                        "submissionDeadline",
                        Map.of("instant", "2031-05-12T10:00:00Z", "zone", "Z"))))
            .text("id");
    post("/api/bids", Map.of("title", "Ferry one"));
    post("/api/bids", Map.of("title", "Ferry two"));
    for (String sort : List.of("deadline", "-deadline", "value", "-value", "score", "-score")) {
      List<Object> ids = new ArrayList<>();
      String cursor = "";
      do {
        Answer page = get("/api/bids?q=ferry&limit=1&sort=" + sort + cursor);
        assertThat(page.status()).as("%s: %s", sort, page.body()).isEqualTo(200);
        for (Object item : (List<?>) page.body().get("items")) {
          ids.add(((Map<?, ?>) item).get("id"));
        }
        cursor = page.body().get("nextCursor") instanceof String next ? "&cursor=" + next : "";
      } while (!cursor.isEmpty());
      assertThat(ids).as(sort).hasSize(3).doesNotHaveDuplicates();
      if (sort.endsWith("value")) {
        assertThat(ids).as(sort).startsWith(known);
      }
    }
  }

  @Test
  void aDuplicateIsPointedOut() throws Exception {
    Answer first = post("/api/bids", Map.of("title", "Lighthouse repair", "customerName", "Port"));
    Answer second = post("/api/bids", Map.of("title", "lighthouse REPAIR", "customerName", "Port"));
    assertThat(second.body().get("duplicates"))
        .isEqualTo(
            List.of(
                Map.of(
                    "id", first.text("id"),
                    "title", "Lighthouse repair",
                    "customerName", "Port",
                    "why", "same title")));
    assertThat((List<?>) get(path(first) + "/duplicates").body().get("items")).hasSize(1);
  }

  @Test
  void exportsAreSafeToOpen() throws Exception {
    post(
        "/api/bids",
        Map.of(
            "title",
            "=HYPERLINK(\"x\"), an export; of umlauts äöü that is longer than one line of a calendar",
            "requirements",
            Map.of("submissionDeadline", Map.of("instant", "2031-05-12T10:00:00Z", "zone", "Z"))));
    Answer csv = get("/api/export/bids.csv?q=hyperlink");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.raw().body().lines()).hasSize(2);
    assertThat(csv.raw().body()).contains("\"'=HYPERLINK(\"\"x\"\"), an export;");
    String calendar = get("/api/export/deadlines.ics?q=hyperlink").raw().body();
    assertThat(calendar)
        .startsWith("BEGIN:VCALENDAR\r\n")
        .contains("DTSTART:20310512T100000Z\r\n", "an export\\; of umlauts")
        .endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n");
    assertThat(calendar.split("\r\n"))
        .allSatisfy(
            line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    String json = get("/api/export/bids.json?q=hyperlink").raw().body();
    assertThat(Json.read(json, Object[].class)).hasSize(1);
  }

  @Test
  void numbersAreThere() throws Exception {
    Answer numbers = get("/api/numbers?weeks=3");
    assertThat(numbers.status()).isEqualTo(200);
    assertThat((List<?>) numbers.body().get("weeks")).hasSize(3);
    assertThat((Map<?, ?>) numbers.body().get("byStatus")).isNotEmpty();
  }

  @Test
  void aRepeatedPostHasTheFirstAnswerAndNoSecondEffect() throws Exception {
    Map<String, Object> body = Map.of("title", "Only once, please");
    List<Callable<Answer>> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(() -> post("/api/bids", body, "Idempotency-Key", "key-1"));
    }
    try (ExecutorService people = Executors.newFixedThreadPool(6)) {
      for (var answer : people.invokeAll(callers)) {
        assertThat(answer.get().status()).isIn(201, 409);
      }
    }
    Answer again = post("/api/bids", body, "Idempotency-Key", "key-1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
    assertThat((List<?>) get("/api/bids?q=only+once+please").body().get("items")).hasSize(1);
    Answer other = post("/api/bids", Map.of("title", "Another"), "Idempotency-Key", "key-1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("type")).isEqualTo("/problems/idempotency-mismatch");
    assertThat(post("/api/bids", body, "Idempotency-Key", "x".repeat(256)).status()).isEqualTo(400);
  }

  @Test
  void aCreationAndItsExtractionAreOneRepeatableRequest() throws Exception {
    Answer first = post("/api/bids?extract=true", FIELDS, "Idempotency-Key", "key-2");
    assertThat(first.text("status")).isEqualTo("extracting");
    assertThat(first.header("ETag")).isEqualTo("\"2\"");
    Answer again = post("/api/bids?extract=true", FIELDS, "Idempotency-Key", "key-2");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat((List<?>) get(path(first) + "/runs").body().get("items")).hasSize(1);
  }
}
