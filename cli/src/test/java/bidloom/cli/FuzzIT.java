package bidloom.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import bidloom.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of requests that mean no good, over every operation of the OpenAPI document: none is
 * answered by a 5xx, none hangs, the server does not grow, and what it holds stays whole. Another
 * seed or number: {@code -Dfuzz.seed=N -Dfuzz.requests=N}.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzIT {
  private static final long SEED = Long.getLong("fuzz.seed", 20_310_512);
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 3_000);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final String MANY = "1000000";

  /** What a body has in it when it is a good one. */
  private static final Map<String, Map<String, Object>> GOOD =
      Map.ofEntries(
          Map.entry("POST /api/bids", Scene.FIELDS),
          Map.entry(
              "PATCH /api/bids/{id}",
              Map.of("title", "Another", "stage", "talk", "requirements", Map.of("budget", 5))),
          Map.entry(
              "POST /api/bids/{id}/transitions",
              Map.of("to", "ROUTED", "reason", "fits", "businessLine", "Web")),
          Map.entry("POST /api/bids/{id}/decision", Map.of("decision", "BIT", "reason", "known")),
          Map.entry(
              "POST /api/bids/{id}/restore", Map.of("version", 1, "fields", List.of("title"))),
          Map.entry("POST /api/runs/{id}/apply", Map.of("fields", List.of("title"))),
          Map.entry("PUT /api/bids/{id}/presence", Map.of("client", "c1", "field", "title")),
          Map.entry("POST /api/tokens", Map.of("name", "t", "role", "bd", "days", 3)),
          Map.entry(
              "POST /api/users", Map.of("name", "fuzz", "role", "bd", "password", "a long secret")),
          Map.entry("PATCH /api/users/{name}", Map.of("role", "viewer", "closed", false)),
          Map.entry("POST /api/users/{name}/password", Map.of("password", "another secret")),
          Map.entry("POST /api/session", Map.of("name", "admin", "password", "wrong")),
          Map.entry(
              "POST /api/me/password", Map.of("current", "wrong", "password", "long enough")));

  private static final List<String> QUERIES =
      List.of(
          "status",
          "q",
          "owner",
          "deadlineBefore",
          "sort",
          "limit",
          "cursor",
          "after",
          "extract",
          "onConflict",
          "outcome",
          "client",
          "code",
          "state",
          "return",
          "format");

  private final HttpClient http =
      new ContractClient(
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build());
  private final Hostile hostile = new Hostile(SEED);
  private final List<String> bids = new ArrayList<>();
  private final List<String> runs = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private String db;
  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    db = "jdbc:sqlite:" + folder.resolve("bidloom.db");
    server =
        ServerProcess.start(
            db,
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Xmx192m",
                "BIDLOOM_LIMITS_STARTS_PER_MINUTE", MANY,
                "BIDLOOM_LIMITS_WRITES_PER_MINUTE", MANY,
                "BIDLOOM_LIMITS_STREAMS_PER_MINUTE", MANY));
    Bidloom client = server.client();
    for (int i = 0; i < 4; i++) {
      String bid = Scene.reviewed(client);
      bids.add(bid);
      List<?> items = (List<?>) client.get("/api/bids/" + bid + "/runs").body().get("items");
      runs.add(String.valueOf(((Map<?, ?>) items.getFirst()).get("id")));
    }
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private List<String> operations() throws Exception {
    return Contract.of(server).operations().stream()
        .map(Contract.Operation::name)
        .sorted()
        .toList();
  }

  @Test
  void nothingThatIsSentBreaksHangsOrGrowsTheServer() throws Exception {
    List<String> operations = operations();
    assertThat(operations).hasSizeGreaterThan(40);
    Map<String, Integer> answers = new TreeMap<>();
    round(operations, REQUESTS / 3, answers);
    Resources before = Resources.of(server);
    round(operations, REQUESTS - REQUESTS / 3, answers);
    assertThat(findings).isEmpty();
    assertThat(answers.keySet()).as("seed " + SEED).contains("200", "400", "404", "412", "422");
    Resources.returnTo(before, server);
    assertThat(Scene.reviewed(server.client())).isNotEmpty();
    assertThat(verified()).as("seed " + SEED).endsWith("All is well.\n");
  }

  private void round(List<String> operations, int count, Map<String, Integer> answers)
      throws Exception {
    for (int i = 0; i < count; i++) {
      String operation = hostile.one(operations);
      try {
        answers.merge(String.valueOf(answered(operation)), 1, Integer::sum);
      } catch (AssertionError broken) {
        findings.add(String.valueOf(broken.getMessage()));
      }
    }
  }

  private int answered(String operation) throws Exception {
    String method = operation.split(" ", 2)[0];
    String path = path(operation.split(" ", 2)[1]) + hostile.query(QUERIES);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .timeout(LONGEST)
            .header("Authorization", "Bearer " + ServerProcess.TOKEN);
    hostile.headers().forEach(request::header);
    byte[] body = new byte[0];
    if (!method.equals("GET")) {
      body = hostile.body(GOOD.getOrDefault(operation, Map.of("onActive", "join")));
      request.header("Content-Type", hostile.type());
    }
    HttpRequest built = request.method(method, BodyPublishers.ofByteArray(body)).build();
    String sent =
        "seed %d: %s %.200s %s %.200s"
            .formatted(SEED, method, path, heads(built), new String(body, ISO_8859_1));
    try {
      return answered(built, sent);
    } catch (HttpTimeoutException hung) {
      throw new AssertionError(sent, hung);
    } catch (IOException cut) {
      // A kept connection may end in the moment that it is used again; twice is no chance.
      try {
        return answered(built, sent);
      } catch (IOException cutAgain) {
        throw new AssertionError(sent, cutAgain);
      }
    }
  }

  private int answered(HttpRequest request, String sent) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream stream = answer.body()) {
      look(sent, answer, stream);
    }
    return answer.statusCode();
  }

  private static void look(String sent, HttpResponse<?> answer, InputStream body)
      throws IOException {
    assertThat(answer.statusCode()).as(sent).isLessThan(500);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() >= 400 && !type.isEmpty()) {
      assertThat(type).as(sent).startsWith("application/problem+json");
      String problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(Json.readObject(problem)).as(sent).containsKeys("type", "title", "status");
      assertThat(problem).as(sent).doesNotContain("Exception", "SELECT ", "at bidloom.");
    }
  }

  private static String heads(HttpRequest request) {
    StringBuilder heads = new StringBuilder();
    request
        .headers()
        .map()
        .forEach((name, values) -> heads.append("%s: %.60s, ".formatted(name, values.getFirst())));
    return heads.toString();
  }

  private String path(String template) {
    return template
        .replace("{name}", hostile.segment(List.of("fuzz")))
        .replace("{version}", hostile.segment(List.of("1", "2")))
        .replace("{slug}", hostile.segment(List.of("conflict")))
        .replace("{id}", hostile.segment(template.startsWith("/api/runs") ? runs : bids));
  }

  private String verified() throws Exception {
    StringWriter out = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(out, true));
    Main.run(List.of("verify", "--db", db), terminal);
    return out.toString();
  }

  @Test
  void whatIsNoHttpIsRefusedAndTheConnectionEnds() throws Exception {
    List<String> messages =
        List.of(
            "GET /api/bids HTTP/1.1\r\n\r\n",
            "GET /api/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /api/bids/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /api/bids/%00%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET " + "/a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(40_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\nConnection: close\r\n\r\n",
            "POST /api/bids HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
            "POST /api/bids HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            "POST /api/bids HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
            "POST /api/bids HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /api/bids HTTP/1.1\r\nHost: x\r\nContent-Length: 2200000000\r\n\r\n",
            "NONSENSE\r\n\r\n",
            "\u0000\u0001\u0002\r\n\r\n");
    for (String message : messages) {
      String shown = message.substring(0, Math.min(60, message.length()));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.base().getPort())) {
        socket.setSoTimeout((int) LONGEST.toMillis());
        socket.getOutputStream().write(message.getBytes(ISO_8859_1));
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(answer).as(shown).doesNotContain("HTTP/1.1 5", "Exception");
      } catch (SocketException reset) {
        assertThat(reset).as(shown).hasMessageContaining("reset");
      }
    }
    assertThat(server.client().get("/api/me").status()).isEqualTo(200);
  }
}
