package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say to a server and of its answers, which the test makes up. */
class RemoteCommandTest {
  private static final String PROBLEM = "application/problem+json";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** What the server was asked. */
  private record Request(String line, Map<String, List<String>> head) {
    String header(String name) {
      return String.join(",", head.getOrDefault(name, List.of()));
    }
  }

  /** What it answers. */
  private record Answer(int status, String retryAfter, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, "", body);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answers(Answer... answers) {
    server.createContext(
        "/",
        exchange -> {
          Answer answer = answers[Math.min(requests.size(), answers.length - 1)];
          String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          requests.add(new Request(line, Map.copyOf(exchange.getRequestHeaders())));
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", PROBLEM);
          if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
          }
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private int run(String... words) throws Exception {
    return runAt(server.getAddress().getPort(), words);
  }

  private int runAt(int port, String... words) throws Exception {
    List<String> line = new ArrayList<>(Arrays.asList(words));
    line.addAll(List.of("--server", "http://127.0.0.1:" + port, "--token", "secret-token"));
    return Main.run(line, new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)));
  }

  @Test
  void aServerThatIsNotThereIsToldOfInOneLine() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    for (String command : List.of("bids", "watch", "show x", "run evaluate x", "cancel x")) {
      err.getBuffer().setLength(0);
      assertThat(runAt(port, command.split(" "))).as(command).isOne();
      assertThat(err.toString().lines()).as(command).hasSize(1);
      assertThat(err.toString()).contains("http://127.0.0.1:" + port, "is not reached");
    }
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anUnknownTokenIsToldHowToGetOneAndNotRepeated() throws Exception {
    answers(Answer.of(401, "{\"type\": \"/problems/unauthenticated\", \"detail\": \"Send it.\"}"));
    assertThat(run("bids")).isOne();
    assertThat(err.toString())
        .contains("This token is not known.", "bidloom token create", "BIDLOOM_TOKEN")
        .doesNotContain("secret-token");
  }

  @Test
  void aRefusalIsItsDetailAndWhatToDo() throws Exception {
    answers(
        Answer.of(
            409,
            """
            {"type": "/problems/illegal-transition", "status": 409,
             "detail": "A bid that is draft can't become evaluating.", "legal": ["extracting"]}"""));
    assertThat(run("run", "evaluate", "x")).isOne();
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "A bid that is draft can't become evaluating.\nIt can become: extracting.\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void forProgramsARefusalIsADocument() throws Exception {
    answers(Answer.of(404, "{\"type\": \"/problems/not-found\", \"detail\": \"No bid.\"}"));
    assertThat(run("show", "x", "--json")).isOne();
    assertThat(out.toString()).startsWith("{\"problem\":{\"type\":\"/problems/not-found\"");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatCannotBeSoIsToldByItsPlace() throws Exception {
    answers(
        Answer.of(
            422,
            """
            {"type": "/problems/validation", "status": 422, "detail": "No such status.",
             "errors": [{"pointer": "/status", "message": "There is no status."}]}"""));
    assertThat(run("bids", "--status", "x")).isOne();
    assertThat(err.toString()).isEqualToNormalizingNewlines("/status: There is no status.\n");
  }

  @Test
  void anAmountThatIsNoneIsNotWrittenOut() throws Exception {
    answers(
        Answer.of(
            200,
            """
            {"items": [{"id": "a", "requirements": {"budget": {"max": 1e99999999}}},
                       {"id": "b", "requirements": {"budget": {"max": 1234567.8}}}]}"""));
    assertThat(run("bids")).isZero();
    assertThat(out.toString()).contains("1E+99999999", "1,234,568").hasSizeLessThan(1000);
  }

  @Test
  void anotherServerIsToldFromAServerWithoutBids() throws Exception {
    for (String body : List.of("<html>Welcome</html>", "{\"items\": [", "")) {
      setUp(Answer.of(200, body));
      assertThat(run("bids")).as(body).isOne();
      assertThat(err.toString()).contains("what answers there is not Bidloom");
    }
  }

  private void setUp(Answer answer) throws IOException {
    stop();
    start();
    requests.clear();
    err.getBuffer().setLength(0);
    answers(answer);
  }

  @Test
  void whatStandsBeforeTheServerIsNoReasonForAStackTrace() throws Exception {
    answers(Answer.of(400, "<html>\u001b[31mBad gateway</html>"));
    assertThat(run("bids")).isOne();
    assertThat(err.toString()).isEqualToNormalizingNewlines("The server answered with HTTP 400.\n");
  }

  @Test
  void anIdThatSomebodyTypedStaysOnePartOfThePath() throws Exception {
    answers(Answer.of(404, "{\"detail\": \"No.\"}"));
    assertThat(run("show", "../runs/x y?z")).isOne();
    assertThat(requests.getFirst().line()).isEqualTo("GET /api/bids/..%2Fruns%2Fx%20y%3Fz");
  }

  @Test
  void anImportGoesOnAfterARefusedFileAndRepeatsWhatCameTooEarly(@TempDir Path folder)
      throws Exception {
    Path first = Files.writeString(folder.resolve("first.json"), "{}");
    Path second = Files.writeString(folder.resolve("second.md"), "Title: A bridge");
    answers(
        Answer.of(422, "{\"type\": \"/problems/unsupported-input\", \"detail\": \"Not ours.\"}"),
        new Answer(429, "0", "{\"type\": \"/problems/rate-limited\"}"),
        Answer.of(
            201,
            """
            {"id": "b1", "version": 1, "title": "A\\u001b[2J bridge", "duplicates":
             [{"id": "b0", "title": "Another bridge", "why": "same title"}]}"""));
    assertThat(run("import", first.toString(), second.toString())).isOne();
    assertThat(err.toString()).contains("first.json: Not ours.");
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            b1  version 1  A[2J bridge
              perhaps the same as b0  Another bridge (same title)
            """);
    assertThat(requests)
        .extracting(request -> request.header("Content-type"))
        .containsExactly("application/json", "text/markdown", "text/markdown");
    assertThat(requests.get(1).header("Idempotency-key"))
        .isNotEmpty()
        .isEqualTo(requests.get(2).header("Idempotency-key"))
        .isNotEqualTo(requests.get(0).header("Idempotency-key"));
  }

  @Test
  void anImportIsNotTriedFileByFileWithAnUnknownToken(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "Title: A");
    answers(Answer.of(401, "{\"type\": \"/problems/unauthenticated\"}"));
    assertThat(run("import", file.toString(), file.toString())).isOne();
    assertThat(requests).hasSize(1);
  }

  @Test
  void aListFollowsItsPagesUpToTheLimit() throws Exception {
    answers(
        Answer.of(200, "{\"items\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"nextCursor\": \"c+d\"}"),
        Answer.of(200, "{\"items\": [{\"id\": \"e\"}], \"nextCursor\": \"f\"}"));
    assertThat(run("bids", "--limit", "3", "--q", "two words", "--json")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"e\"}]}");
    assertThat(requests)
        .extracting(Request::line)
        .containsExactly(
            "GET /api/bids?q=two%20words&limit=3",
            "GET /api/bids?q=two%20words&limit=1&cursor=c%2Bd");
  }

  @Test
  void theEnvironmentNamesServerAndTokenWhereTheCommandLineDoesNot() throws Exception {
    Arguments none = Arguments.parse(new BidsCommand(), List.of());
    Arguments given =
        Arguments.parse(new BidsCommand(), List.of("--server", "https://b/", "--token", "c"));
    Map<String, String> environment = Map.of("BIDLOOM_SERVER", "http://a:1", "BIDLOOM_TOKEN", "t");
    assertThat(Connection.of(none, environment)).hasToString("http://a:1");
    assertThat(Connection.of(none, environment).token()).isEqualTo("t");
    assertThat(Connection.of(given, environment).server()).hasToString("https://b");
    assertThat(Connection.of(given, environment).token()).isEqualTo("c");
    assertThat(Connection.of(none, Map.of("BIDLOOM_TOKEN", "t")).server())
        .hasToString("http://127.0.0.1:8080");
    assertThatThrownBy(() -> Connection.of(none, Map.of()))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("A token is needed.");
  }
}
