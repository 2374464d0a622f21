package bidloom.http;

import bidloom.domain.Role;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the OpenAPI document ({@code META-INF/openapi.yaml}) when the application is built: who
 * may call an operation, as {@link Access} has it, and what it is refused for. An operation names
 * in {@code x-problems} only what is its own; what follows from its access, its path, its body and
 * its headers is added here. {@link ProblemDocument} has the problems themselves.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
  private static final String OWN = "x-problems";
  private static final String API = "/api/";
  private static final String PARAMETERS = "#/components/parameters/";
  private static final String EVENTS = "text/event-stream";

  /** What can happen to any request. */
  private static final Set<Problems.Kind> ALWAYS =
      EnumSet.of(
          Problems.Kind.RATE_LIMITED,
          Problems.Kind.TOO_LARGE,
          Problems.Kind.INTERNAL,
          Problems.Kind.UNAVAILABLE);

  @Override
  public void filterOpenAPI(OpenAPI document) {
    ProblemDocument.addTo(document.getComponents());
    document.getComponents().getResponses().values().forEach(ProblemDocument::identify);
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(method.name(), path, operation)));
  }

  private static void complete(String method, String path, Operation operation) {
    Set<Problems.Kind> kinds = EnumSet.noneOf(Problems.Kind.class);
    kinds.addAll(own(operation));
    List<Integer> more = new ArrayList<>();
    Optional<Access.Rule> rule = Access.of(method, path);
    if (rule.isPresent()) {
      access(rule.get(), operation, kinds);
      kinds.addAll(ALWAYS);
      form(operation, kinds, more);
    } else if (path.startsWith(API)) {
      throw new IllegalStateException(method + " " + path + " has no rule");
    }
    if (path.contains("{")) {
      kinds.add(Problems.Kind.NOT_FOUND);
    }
    APIResponses responses = operation.getResponses();
    responses.getAPIResponses().values().forEach(ProblemDocument::identify);
    ProblemDocument.responses(kinds, more)
        .forEach(
            (status, problem) -> {
              if (!responses.hasAPIResponse(status)) {
                responses.addAPIResponse(status, problem);
              }
            });
  }

  private static List<Problems.Kind> own(Operation operation) {
    Object named = Objects.requireNonNullElse(operation.getExtension(OWN), List.of());
    operation.removeExtension(OWN);
    return ((Collection<?>) named).stream().map(name -> kind(String.valueOf(name))).toList();
  }

  private static Problems.Kind kind(String slug) {
    return Problems.kinds().stream()
        .filter(kind -> kind.slug.equals(slug))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no problem " + slug));
  }

  private static void access(Access.Rule rule, Operation operation, Set<Problems.Kind> kinds) {
    boolean open = rule.kind() == Access.Kind.OPEN;
    if (open) {
      operation.setSecurity(List.of());
    } else {
      kinds.add(Problems.Kind.UNAUTHENTICATED);
    }
    if (rule.changes() && !open) {
      operation.addParameter(OASFactory.createParameter().ref(PARAMETERS + "CsrfToken"));
    }
    if (rule.changes() || rule.least() != Role.VIEWER) {
      kinds.add(Problems.Kind.FORBIDDEN);
    }
    if (!open && rule.kind() != Access.Kind.ANYBODY) {
      kinds.add(Problems.Kind.PASSWORD_CHANGE_REQUIRED);
    }
    operation.setDescription(operation.getDescription() + " " + who(rule));
  }

  private static String who(Access.Rule rule) {
    return switch (rule.kind()) {
      case OPEN -> "Open to everybody.";
      case ANYBODY -> "Open to everybody who is known, also before a change of password.";
      case USUAL, STARTING ->
          "Takes the role %s.".formatted(rule.least().name().toLowerCase(Locale.ROOT));
    };
  }

  /** What follows from a request's body and headers, and from the form of its answer. */
  private static void form(Operation operation, Set<Problems.Kind> kinds, List<Integer> more) {
    if (takes(operation, "IfMatch")) {
      kinds.add(Problems.Kind.PRECONDITION_REQUIRED);
      if (kinds.stream().noneMatch(kind -> kind.status == Problems.Kind.CONFLICT.status)) {
        kinds.add(Problems.Kind.CONFLICT); // the usual form of it
      }
      kinds.add(Problems.Kind.VALIDATION);
    }
    if (takes(operation, "IdempotencyKey")) {
      kinds.add(Problems.Kind.MALFORMED);
      kinds.add(Problems.Kind.IN_FLIGHT);
      kinds.add(Problems.Kind.IDEMPOTENCY_MISMATCH);
    }
    if (operation.getRequestBody() != null) {
      kinds.add(Problems.Kind.MALFORMED);
      kinds.add(Problems.Kind.TOO_SLOW);
      more.add(ProblemDocument.UNSUPPORTED_MEDIA_TYPE);
    }
    if (answers(operation).anyMatch(type -> !type.equals(EVENTS))) {
      more.add(ProblemDocument.NOT_ACCEPTABLE);
    }
  }

  private static boolean takes(Operation operation, String parameter) {
    return Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
        .map(Parameter::getRef)
        .anyMatch((PARAMETERS + parameter)::equals);
  }

  /** The types of its good answers; those that are written elsewhere are JSON. */
  private static Stream<String> answers(Operation operation) {
    return operation.getResponses().getAPIResponses().values().stream().flatMap(ApiDocument::types);
  }

  private static Stream<String> types(APIResponse response) {
    if (response.getRef() != null) {
      return Stream.of(response.getRef().contains("Events") ? EVENTS : "application/json");
    }
    return Optional.ofNullable(response.getContent()).stream()
        .flatMap(content -> content.getMediaTypes().keySet().stream());
  }
}
