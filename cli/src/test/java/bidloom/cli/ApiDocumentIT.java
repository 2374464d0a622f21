package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.cli.Contract.Head;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document itself: whole, with examples that are true, and strict. */
class ApiDocumentIT {
  private static final Path GOLDEN =
      Path.of("../protocol/src/main/resources/bidloom/protocol/problems");
  private static final Path GUIDE = Path.of("../docs/api.md");
  private static final String REQUEST = "7e9d4c9e-1f9b-4f6a-8a53-1d5b6f0a0c11";

  /** Is written nowhere by a request: only a worker that lost its lease is told. */
  private static final Set<String> TOLD_TO_NOBODY = Set.of("fenced");

  private static Contract contract;

  @BeforeAll
  static void read(@TempDir Path directory) throws Exception {
    try (ServerProcess server =
        ServerProcess.start("jdbc:sqlite:" + directory.resolve("bidloom.db"))) {
      contract = ContractClient.contract();
    }
  }

  @Test
  void everyOperationAndParameterIsDescribed() {
    List<String> bare = new ArrayList<>();
    for (Contract.Operation operation : contract.operations()) {
      JsonNode node = operation.node();
      for (String member : List.of("operationId", "summary", "description", "tags")) {
        if (node.path(member).isEmpty() && node.path(member).asText().isBlank()) {
          bare.add(operation.name() + " " + member);
        }
      }
      contract
          .parameters(operation)
          .filter(parameter -> parameter.path("description").asText().isBlank())
          .forEach(parameter -> bare.add(operation.name() + " " + parameter.path("name")));
      if (contract.parameters(operation).noneMatch(p -> p.path("in").asText().equals("path"))
          && operation.path().contains("{")) {
        bare.add(operation.name() + " has no path parameter");
      }
    }
    assertThat(bare).isEmpty();
  }

  @Test
  void everyExampleIsAsItsSchemaSays() {
    List<String> wrong = new ArrayList<>();
    int examples = 0;
    for (Map.Entry<String, JsonNode> schema :
        contract.document().at("/components/schemas").properties()) {
      for (JsonNode example : schema.getValue().path("examples")) {
        contract.check(schema.getValue(), example, fault -> wrong.add(schema.getKey() + fault));
        examples++;
      }
    }
    for (Map.Entry<String, JsonNode> example :
        contract.document().at("/components/examples").properties()) {
      JsonNode value = example.getValue().path("value");
      contract.check(
          contract.named("Problem"), value, fault -> wrong.add(example.getKey() + fault));
    }
    assertThat(wrong).isEmpty();
    assertThat(examples).isGreaterThan(20);
  }

  @Test
  void everyKindOfProblemIsThereWithItsExampleAndIsTheAnswerOfSomeOperation() throws Exception {
    Set<String> kinds;
    try (Stream<Path> files = Files.list(GOLDEN)) {
      kinds =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    Set<String> shown = new TreeSet<>();
    contract.document().at("/components/examples").fieldNames().forEachRemaining(shown::add);
    assertThat(shown).isEqualTo(kinds);
    Set<String> answered = new TreeSet<>();
    for (Contract.Operation operation : contract.operations()) {
      for (JsonNode response : operation.node().path("responses")) {
        contract
            .resolved(response)
            .path("content")
            .path("application/problem+json")
            .path("examples")
            .fieldNames()
            .forEachRemaining(answered::add);
      }
    }
    kinds.removeAll(TOLD_TO_NOBODY);
    assertThat(answered).isEqualTo(kinds);
  }

  private static final String RUN =
      """
      {"id": "r", "bidId": "b", "kind": "evaluation", "state": "running", "attempt": 1,
       "baseVersion": 1, "profileVersion": 1, "startedBy": "user:ada", "startedAt": "2031-02-03T04:05:06Z",
       "endedAt": null, "lastSeq": 1, "agents": [], "result": null, "proposal": null,
       "error": null}
      """;

  private static List<String> faults(String type, int status, String body) {
    return faults("GET", "/api/runs/r", type, status, body);
  }

  private static List<String> faults(
      String method, String path, String type, int status, String body) {
    List<String> faults = new ArrayList<>();
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of("Content-Type", List.of(type), "X-Request-Id", List.of(REQUEST)),
            (name, value) -> !value.isEmpty());
    Head head = new Head(method, URI.create("http://127.0.0.1" + path), status, headers);
    HeldBody.Reader reader = contract.reader(head, faults::add);
    reader.read(body.getBytes(StandardCharsets.UTF_8));
    reader.end();
    return faults;
  }

  @Test
  void aRightAnswerIsNotReported() {
    assertThat(faults("application/json;charset=UTF-8", 200, RUN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"attempt\": 1,        |                                | attempt",
        "\"attempt\": 1         | \"attempt\": \"one\"           | attempt",
        "\"kind\": \"evaluation\" | \"kind\": \"guess\"          | kind",
        "\"lastSeq\": 1         | \"lastSeq\": 1, \"mood\": true | mood",
        "2031-02-03T04:05:06Z   | yesterday                      | startedAt",
        "\"error\": null        | \"error\": null,               | not JSON"
      })
  void aBodyThatIsNotAsItsSchemaSaysIsReported(String right, String wrong, String named) {
    assertThat(RUN).contains(right);
    String planted = RUN.replace(right, wrong == null ? "" : wrong);
    assertThat(faults("application/json", 200, planted)).anyMatch(fault -> fault.contains(named));
  }

  @Test
  void whatIsNotDocumentedIsReported() {
    assertThat(faults("application/json", 206, RUN))
        .containsExactly("this status is not documented");
    assertThat(faults("text/html", 200, RUN)).anyMatch(fault -> fault.contains("text/html"));
    assertThat(faults("GET", "/api/secrets", "application/json", 200, "{}"))
        .containsExactly("this operation is not documented");
    assertThat(faults("GET", "/api/secrets", "text/html", 404, "<html>")).hasSize(1);
    assertThat(faults("GET", "/api/bids/b", "application/json", 304, "{}"))
        .anyMatch(fault -> fault.contains("ETag is missing"))
        .anyMatch(fault -> fault.contains("a body where none"));
  }

  @Test
  void anEventThatIsNotAsItsSchemaSaysIsReported() {
    String path = "/api/events";
    String right = "event: bid\ndata: {\"bidId\":\"b\",\"version\":2,\"status\":\"draft\"}\n\n";
    assertThat(faults("GET", path, "text/event-stream", 200, right)).isEmpty();
    for (String wrong :
        List.of(
            right.replace("event: bid", "event: gossip"),
            right.replace("\"version\":2,", ""),
            right.replace("draft", "lost"),
            right.replace("\"b\"", "\"b\",\"title\":\"x\""))) {
      assertThat(faults("GET", path, "text/event-stream", 200, wrong)).as(wrong).isNotEmpty();
    }
  }

  @Test
  void theGuideNamesOnlyWhatIsInTheDocument() throws Exception {
    String guide = Files.readString(GUIDE);
    Set<String> operations =
        contract.operations().stream()
            .map(operation -> operation.name().replaceAll("\\{\\w+}", "{}"))
            .collect(Collectors.toSet());
    List<String> named =
        all(guide, "`(GET|PUT|POST|PATCH|DELETE) (/[^ `?]*)")
            .map(match -> match.group(1) + " " + match.group(2).replaceAll("\\{\\w+}", "{}"))
            .toList();
    assertThat(named).hasSizeGreaterThan(10).allMatch(operations::contains);
    assertThat(all(guide, "/problems/([a-z-]+)").map(match -> match.group(1)))
        .isNotEmpty()
        .allMatch(contract.document().at("/components/examples")::has);
    Set<String> events =
        Stream.of("RunFrames", "BidFrames", "BoardFrames")
            .flatMap(frames -> contract.named(frames).path("x-events").properties().stream())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(all(guide, "(?m)^event: ([a-z-]+)$").map(match -> match.group(1)))
        .isNotEmpty()
        .allMatch(events::contains);
  }

  private static Stream<MatchResult> all(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results();
  }
}
