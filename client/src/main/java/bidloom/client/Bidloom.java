package bidloom.client;

import bidloom.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A Bidloom server, spoken to with a token. */
public final class Bidloom {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final URI base;
  private final String token;
  private final HttpClient http;

  public Bidloom(URI base, String token) {
    this(base, token, HttpClient.newBuilder().connectTimeout(CONNECT).build());
  }

  /** Through the caller's own connections, where they need a proxy, say, or other certificates. */
  public Bidloom(URI base, String token, HttpClient http) {
    this.base = base;
    this.token = token;
    this.http = http;
  }

  /**
   * What a server answered.
   *
   * @param body the JSON object of the body; empty where there is none
   */
  public record Answer(int status, Map<String, Object> body, Optional<String> etag) {
    /** A text member of the body; empty text where it has no such member. */
    public String text(String member) {
      return body.get(member) instanceof String text ? text : "";
    }
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  /** Posts a JSON object. */
  public Answer post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build());
  }

  /** Posts a document as it is. */
  public Answer post(String path, String contentType, byte[] document)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(document))
            .build());
  }

  /** Posts to a resource whose version the caller has seen. */
  public Answer postIfMatch(String path, String etag, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", JSON)
            .header("If-Match", etag)
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build());
  }

  /** Edits a resource from the version the caller has seen, with a merge patch (RFC 7396). */
  public Answer patch(String path, String etag, Map<String, Object> changes)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", MERGE_PATCH)
            .header("If-Match", etag)
            .method("PATCH", BodyPublishers.ofString(Json.write(changes)))
            .build());
  }

  /** A stream of events; see {@link EventStream}. */
  public EventStream stream(String path) {
    return new EventStream(http, () -> request(path), Duration.ofSeconds(60));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    String body = response.body();
    Map<String, Object> object = body.startsWith("{") ? Json.readObject(body) : Map.of();
    return new Answer(response.statusCode(), object, response.headers().firstValue("ETag"));
  }
}
