package bidloom.http;

import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The kinds of problem in the OpenAPI document: a schema and an example of each. */
final class ProblemDocument {
  static final int NOT_ACCEPTABLE = 406;
  static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private static final String SCHEMAS = "#/components/schemas/";
  private static final String RESPONSES = "#/components/responses/";
  private static final String HEADERS = "#/components/headers/";
  private static final String ANY = "Problem";
  private static final List<String> COMMON =
      List.of("type", "title", "status", "detail", "instance");

  private ProblemDocument() {}

  /** Adds what operations refer to. A schema that is there has the further members of its kind. */
  static void addTo(Components components) {
    Schema any = OASFactory.createSchema().description("A problem (RFC 9457); type says which.");
    for (Problems.Kind kind : Problems.kinds()) {
      Map<String, Schema> there = components.getSchemas();
      Schema own = there.getOrDefault(name(kind), OASFactory.createSchema());
      components.addSchema(name(kind), closed(own, kind));
      components.addExample(kind.slug, golden(kind));
      components.addResponse(name(kind), response(kind.status, List.of(kind)));
      any.addOneOf(schema(kind));
    }
    components.addSchema(ANY, any);
    for (int status : List.of(NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE)) {
      components.addResponse("Http" + status, response(status, List.of(Problems.Kind.HTTP)));
    }
  }

  private static String name(Problems.Kind kind) {
    return Stream.of(kind.slug.split("-", -1))
        .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining("", "", ANY));
  }

  private static Schema closed(Schema own, Problems.Kind kind) {
    Schema status = OASFactory.createSchema().addType(Schema.SchemaType.INTEGER);
    if (kind == Problems.Kind.HTTP) {
      status.minimum(BigDecimal.valueOf(400)).maximum(BigDecimal.valueOf(499));
    } else {
      status.constValue(kind.status);
    }
    own.type(List.of(Schema.SchemaType.OBJECT))
        .description(kind.advice)
        .addProperty("type", text().constValue("/problems/" + kind.slug))
        .addProperty("title", text().constValue(kind.title))
        .addProperty("status", status)
        .addProperty("detail", text().description("What happened and what to do."))
        .addProperty("instance", text().format("uuid").description("The id of the request."))
        .setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
    COMMON.forEach(own::addRequired);
    return own;
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }

  private static Schema schema(Problems.Kind kind) {
    return OASFactory.createSchema().ref(SCHEMAS + name(kind));
  }

  private static Example golden(Problems.Kind kind) {
    String path = "/bidloom/protocol/problems/%s.json".formatted(kind.slug);
    try (InputStream file = Problem.class.getResourceAsStream(path)) {
      String json =
          new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
      return OASFactory.createExample().summary(kind.title).value(Json.readObject(json));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Every answer has the id of its request. */
  static void identify(APIResponse response) {
    if (response.getRef() == null) {
      response.addHeader("X-Request-Id", header("RequestId"));
    }
  }

  /**
   * The answers with these problems, by status.
   *
   * @param more further statuses, of the kind that has none of its own
   */
  static Map<String, APIResponse> responses(
      Collection<Problems.Kind> kinds, Collection<Integer> more) {
    Map<Integer, List<Problems.Kind>> byStatus = new TreeMap<>();
    kinds.forEach(
        kind -> byStatus.computeIfAbsent(kind.status, status -> new ArrayList<>()).add(kind));
    Map<String, APIResponse> responses = new TreeMap<>();
    byStatus.forEach(
        (status, ofIt) ->
            responses.put(
                status.toString(),
                ofIt.size() == 1 ? shared(name(ofIt.getFirst())) : response(status, ofIt)));
    more.forEach(status -> responses.put(status.toString(), shared("Http" + status)));
    return responses;
  }

  private static APIResponse shared(String name) {
    return OASFactory.createAPIResponse().ref(RESPONSES + name);
  }

  private static APIResponse response(int status, List<Problems.Kind> kinds) {
    MediaType type = OASFactory.createMediaType().schema(schema(kinds));
    kinds.forEach(
        kind ->
            type.addExample(
                kind.slug, OASFactory.createExample().ref("#/components/examples/" + kind.slug)));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(description(status, kinds))
            .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, type));
    identify(response);
    if (kinds.contains(Problems.Kind.UNAUTHENTICATED)) {
      response.addHeader("WWW-Authenticate", header("Challenge"));
    }
    if (kinds.contains(Problems.Kind.RATE_LIMITED) || kinds.contains(Problems.Kind.UNAVAILABLE)) {
      response.addHeader("Retry-After", header("RetryAfter"));
    }
    if (kinds.contains(Problems.Kind.IN_FLIGHT)) {
      response.addHeader("Retry-After", header("RetryAfterInFlight"));
    }
    return response;
  }

  private static Schema schema(List<Problems.Kind> kinds) {
    if (kinds.size() == 1) {
      return schema(kinds.getFirst());
    }
    Schema either = OASFactory.createSchema();
    kinds.forEach(kind -> either.addOneOf(schema(kind)));
    return either;
  }

  private static String description(int status, List<Problems.Kind> kinds) {
    return switch (status) {
      case NOT_ACCEPTABLE -> "Not in a form that Accept asks for.";
      case UNSUPPORTED_MEDIA_TYPE -> "The body's content type is not taken here.";
      default -> kinds.stream().map(kind -> kind.title).collect(Collectors.joining("; ", "", "."));
    };
  }

  private static Header header(String name) {
    return OASFactory.createHeader().ref(HEADERS + name);
  }
}
