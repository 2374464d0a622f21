package bidloom.client;

import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The server answered, and did not do it; the problem (RFC 9457) says why and what to do. */
public final class Refused extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  private Refused(Problem problem, Optional<Duration> retryAfter) {
    super("HTTP %d: %s".formatted(problem.status(), problem.detail()));
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  static Refused of(int status, String body, Optional<Duration> retryAfter) {
    return of(status, object(body), retryAfter);
  }

  /** A refusal; what answers in a server's place may have another body than a problem. */
  static Refused of(int status, Map<String, Object> body, Optional<Duration> retryAfter) {
    Map<String, Object> further = new LinkedHashMap<>(body);
    Problem problem =
        new Problem(
            text(further, "type", "about:blank"),
            text(further, "title", "HTTP " + status),
            status,
            text(further, "detail", "The server answered with HTTP %d.".formatted(status)),
            text(further, "instance", ""),
            further);
    further.remove("status");
    return new Refused(problem, retryAfter);
  }

  private static String text(Map<String, Object> members, String name, String otherwise) {
    return members.remove(name) instanceof String text ? text : otherwise;
  }

  /** A body as a JSON object; empty where it is something else. */
  static Map<String, Object> object(String body) {
    try {
      return body.startsWith("{") ? Json.readObject(body) : Map.of();
    } catch (UncheckedIOException broken) {
      return Map.of();
    }
  }

  public int status() {
    return problem.status();
  }

  public Problem problem() {
    return problem;
  }

  /** After which time the same request is worth another try, where the server says so. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
