package bidloom.cli;

import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The OpenAPI document as the law: what is wrong with an answer. */
final class Contract {
  static final String DOCUMENT = "/v3/api-docs?format=json";

  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404);
  private static final int HEADERS_TOO_LARGE = 431;
  private static final String EVENTS = "text/event-stream";

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /** An operation of the document. */
  record Operation(String method, String path, Pattern paths, JsonNode node) {
    String name() {
      return method + " " + path;
    }
  }

  /** What a request was, and its answer but for the body. */
  record Head(String method, URI uri, int status, HttpHeaders headers) {
    String type() {
      return headers
          .firstValue("Content-Type")
          .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
          .orElse("");
    }

    @Override
    public String toString() {
      return method + " " + uri.getRawPath() + " -> " + status;
    }
  }

  private Contract(JsonNode document) {
    this.document = document;
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
        }
      }
    }
    operations.sort(Comparator.comparing(operation -> operation.path().contains("{")));
  }

  static Contract of(String json) {
    return new Contract(tree(json));
  }

  /** The document that a server serves. */
  static Contract of(ServerProcess server) throws IOException, InterruptedException {
    return of(Http.send(server, "GET", DOCUMENT, "").raw().body());
  }

  private static Operation operation(String method, String path, JsonNode node) {
    String regex = Pattern.quote(path).replaceAll("\\{\\w+}", "\\\\E[^/]+\\\\Q");
    return new Operation(method.toUpperCase(Locale.ROOT), path, Pattern.compile(regex), node);
  }

  private static JsonNode tree(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  JsonNode document() {
    return document;
  }

  List<Operation> operations() {
    return operations;
  }

  /** Its own parameters and those of its path. */
  Stream<JsonNode> parameters(Operation operation) {
    JsonNode path = document.get("paths").get(operation.path());
    return Stream.of(path, operation.node())
        .flatMap(node -> node.path("parameters").valueStream())
        .map(this::resolved);
  }

  private Optional<Operation> operation(Head head) {
    String asked = head.method().equals("HEAD") ? "GET" : head.method();
    return operations.stream()
        .filter(one -> one.method().equals(asked))
        .filter(one -> one.paths().matcher(head.uri().normalize().getRawPath()).matches())
        .findFirst();
  }

  /** The operation with the status it answered. */
  Optional<String> seen(Head head) {
    return operation(head).map(operation -> operation.name() + " " + head.status());
  }

  /** All statuses that the document promises, other than refusals. */
  Set<String> promised() {
    Set<String> promised = new TreeSet<>();
    for (Operation operation : operations) {
      for (Map.Entry<String, JsonNode> response : operation.node().get("responses").properties()) {
        if (response.getKey().matches("[23]..")) {
          promised.add(operation.name() + " " + response.getKey());
        }
      }
    }
    return promised;
  }

  /** Reads an answer's body, once its head has been looked at. */
  HeldBody.Reader reader(Head head, Consumer<String> fault) {
    if (head.status() == HEADERS_TOO_LARGE) {
      return new WholeBody(body -> {}); // it reached no operation
    }
    Optional<JsonNode> response =
        operation(head)
            .map(known -> known.node().path("responses").path(String.valueOf(head.status())))
            .map(this::resolved);
    if (response.isPresent() && response.get().isMissingNode()) {
      fault.accept("this status is not documented");
      return new WholeBody(body -> {});
    }
    response.ifPresent(known -> headers(known.path("headers"), head.headers(), fault));
    if (response.isPresent() && head.status() == 200 && head.type().equals(EVENTS)) {
      return new FrameReader(frame -> frame(response.get(), frame, fault));
    }
    return new WholeBody(
        body ->
            response.ifPresentOrElse(
                known -> body(known, head, body, fault), () -> unknown(head, body, fault)));
  }

  /** A request that no operation has can only be refused. */
  private void unknown(Head head, String body, Consumer<String> fault) {
    if (!REFUSED.contains(head.status())) {
      fault.accept("this operation is not documented");
    } else if (!body.isEmpty() && !head.type().equals(Problem.MEDIA_TYPE)) {
      fault.accept("refused as " + head.type());
    } else if (!body.isEmpty()) {
      json(named("Problem"), body, fault);
    }
  }

  private void headers(JsonNode documented, HttpHeaders sent, Consumer<String> fault) {
    for (Map.Entry<String, JsonNode> entry : documented.properties()) {
      JsonNode header = resolved(entry.getValue());
      List<String> values = sent.allValues(entry.getKey());
      if (values.isEmpty() && header.path("required").asBoolean()) {
        fault.accept("the header " + entry.getKey() + " is missing");
      }
      for (String value : values) {
        check(
            header.get("schema"),
            JsonNodeFactory.instance.textNode(value),
            wrong -> fault.accept(entry.getKey() + " " + wrong));
      }
    }
  }

  private void body(JsonNode response, Head head, String body, Consumer<String> fault) {
    JsonNode content = response.path("content");
    if (head.method().equals("HEAD") || content.isMissingNode()) {
      if (!body.isEmpty()) {
        fault.accept("a body where none is documented");
      }
      return;
    }
    JsonNode type = content.path(head.type());
    if (type.isMissingNode()) {
      fault.accept("the content type \"" + head.type() + "\" is not documented");
      return;
    }
    if (head.type().contains("json")) {
      json(type.get("schema"), body, fault);
    } else {
      check(type.get("schema"), JsonNodeFactory.instance.textNode(body), fault);
    }
  }

  private void frame(JsonNode response, FrameReader.Frame frame, Consumer<String> fault) {
    JsonNode schema = resolved(response.path("content").path(EVENTS).path("schema"));
    JsonNode named = schema.path("x-events").path(frame.event());
    if (named.isMissingNode()) {
      fault.accept("the event " + frame.event() + " is not documented");
    } else {
      json(
          named(named.asText()),
          frame.data(),
          wrong -> fault.accept("event " + frame.event() + " " + wrong));
    }
  }

  private void json(JsonNode schema, String text, Consumer<String> fault) {
    try {
      check(schema, tree(text), fault);
    } catch (UncheckedIOException notJson) {
      fault.accept("not JSON: " + text);
    }
  }

  JsonNode named(String schema) {
    return document.at("/components/schemas/" + schema);
  }

  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /** What of a value is not as the schema says. */
  void check(JsonNode schema, JsonNode value, Consumer<String> fault) {
    schemas
        .computeIfAbsent(schema, this::compiled)
        .validate(value)
        .forEach(error -> fault.accept(error.toString()));
  }

  /** With the components beside it, to which it may refer. */
  private Schema compiled(JsonNode schema) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.set("components", document.get("components"));
    whole.putArray("allOf").add(schema);
    return registry.getSchema(whole);
  }
}
