package bidloom.http;

import bidloom.domain.Answer;
import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import bidloom.service.IdempotencyKeys;
import bidloom.service.IdempotencyKeys.Answered;
import bidloom.service.Work;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers a POST: the work is done and its result rendered, and with an {@code Idempotency-Key}
 * that happens once, however often the request is repeated (guarantee G13).
 */
@RequestScoped
class Posts {
  static final String KEY = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  private final IdempotencyKeys keys;
  private final SecurityIdentity caller;
  private final HttpHeaders headers;
  private final Request request;
  private final UriInfo uri;

  Posts(
      IdempotencyKeys keys,
      SecurityIdentity caller,
      HttpHeaders headers,
      Request request,
      UriInfo uri) {
    this.keys = keys;
    this.caller = caller;
    this.headers = headers;
    this.request = request;
    this.uri = uri;
  }

  /** An answer with a body and some headers. */
  static Answer answer(Response.Status status, Map<String, String> headers, Object body) {
    return new Answer(status.getStatusCode(), headers, Json.write(body));
  }

  /**
   * Does the work and answers.
   *
   * @param body the request's body, which a repetition must have too
   */
  <T> Response of(byte[] body, Work<T> work, Function<T, Answer> render) {
    Optional<String> key = Optional.ofNullable(headers.getHeaderString(KEY));
    if (key.isEmpty()) {
      return response(work.map(render).now(), false);
    }
    IdempotencyKeys.Request asked =
        IdempotencyKeys.Request.of(Caller.of(caller).text(), checked(key.get()), parts(), body);
    Answered answered = keys.once(asked, work, render);
    return response(answered.answer(), answered.replayed());
  }

  private static String checked(String key) {
    boolean readable = key.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (key.isBlank() || key.length() > IdempotencyKeys.MAX_LENGTH || !readable) {
      throw new Refusal.Malformed(
          "An Idempotency-Key has 1 to %d printable ASCII characters."
              .formatted(IdempotencyKeys.MAX_LENGTH));
    }
    return key;
  }

  private static Response response(Answer answer, boolean replayed) {
    Response.ResponseBuilder response =
        Response.status(answer.status()).type(MediaType.APPLICATION_JSON).entity(answer.body());
    answer.headers().forEach(response::header);
    if (replayed) {
      response.header(REPLAYED, "true");
    }
    return response.build();
  }

  /** What makes two requests the same one, beside their bodies. */
  private List<String> parts() {
    return List.of(
        request.getMethod(),
        uri.getRequestUri().getRawPath(),
        text(uri.getRequestUri().getRawQuery()),
        text(headers.getHeaderString(HttpHeaders.IF_MATCH)));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
