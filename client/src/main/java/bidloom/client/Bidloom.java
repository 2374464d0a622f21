package bidloom.client;

import bidloom.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Bidloom server, spoken to with a token. */
public final class Bidloom {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration UPLOAD = Duration.ofMinutes(3);
  private static final Duration LOST = Duration.ofSeconds(60);
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String KEY = "Idempotency-Key";
  private static final String IF_MATCH = "If-Match";
  private static final int FIRST_REFUSAL = 400;

  private final URI base;
  private final String token;
  private final HttpClient http;
  private final Patience patience;

  public Bidloom(URI base, String token) {
    this(base, token, HttpClient.newBuilder().connectTimeout(CONNECT).build());
  }

  /** Through the caller's own connections, where they need a proxy, say, or other certificates. */
  public Bidloom(URI base, String token, HttpClient http) {
    this(base, token, http, Patience.of(Duration.ZERO));
  }

  private Bidloom(URI base, String token, HttpClient http, Patience patience) {
    this.base = base;
    this.token = token;
    this.http = http;
    this.patience = patience;
  }

  /**
   * The same server, and what it can't do for the moment is asked for again, as {@code Retry-After}
   * says: a POST after a lost answer only where it has a key, so that it is done once.
   *
   * @param longest how long all tries of a request may take together
   */
  public Bidloom patient(Duration longest) {
    return new Bidloom(base, token, http, Patience.of(longest));
  }

  /**
   * What a server answered.
   *
   * @param body the JSON object of the body; empty where there is none
   * @param retryAfter when to ask again, where the server says so
   * @param replayed true where it is the answer that the first request with this key had
   */
  public record Answer(
      int status,
      Map<String, Object> body,
      Optional<String> etag,
      Optional<Duration> retryAfter,
      boolean replayed) {
    /** A text member of the body; empty text where it has no such member. */
    public String text(String member) {
      return body.get(member) instanceof String text ? text : "";
    }

    /**
     * This answer with its JSON object.
     *
     * @throws Refused where it is a refusal
     * @throws IOException where something else than Bidloom must have answered
     */
    public Answer orRefused() throws IOException {
      if (status >= FIRST_REFUSAL) {
        throw Refused.of(status, body, retryAfter);
      }
      if (body.isEmpty()) {
        throw new IOException("what answers there is not Bidloom");
      }
      return this;
    }
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  /**
   * The items of a list, over as many pages as it takes.
   *
   * @param most how many at most
   */
  public List<Map<String, Object>> list(String path, Map<String, String> query, int most)
      throws IOException, InterruptedException {
    return new Pages(this, path, query).items(most);
  }

  /** A text that may be anything, such as an id that somebody typed, as a part of a path. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Posts a JSON object. */
  public Answer post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(json(path, body).build());
  }

  /** Posts a document as it is. */
  public Answer post(String path, String contentType, byte[] document)
      throws IOException, InterruptedException {
    return send(document(path, contentType, document).build());
  }

  /** Posts a JSON object under a key: however often it is sent, it has one effect. */
  public Answer postOnce(String key, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(json(path, body).header(KEY, key).build());
  }

  /** Posts a document under a key: however often it is sent, it has one effect. */
  public Answer postOnce(String key, String path, String contentType, byte[] document)
      throws IOException, InterruptedException {
    return send(document(path, contentType, document).header(KEY, key).build());
  }

  /** Posts to a resource whose version the caller has seen. */
  public Answer postIfMatch(String path, String etag, Map<String, Object> body)
      throws IOException, InterruptedException {
    return send(json(path, body).header(IF_MATCH, etag).build());
  }

  /** Edits a resource from the version the caller has seen, with a merge patch (RFC 7396). */
  public Answer patch(String path, String etag, Map<String, Object> changes)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", MERGE_PATCH)
            .header(IF_MATCH, etag)
            .method("PATCH", BodyPublishers.ofString(Json.write(changes)))
            .build());
  }

  /** A stream of events; see {@link EventStream}. */
  public EventStream stream(String path) {
    return new EventStream(http, () -> request(path), LOST, System::nanoTime);
  }

  private HttpRequest.Builder json(String path, Map<String, Object> body) {
    return document(path, JSON, Json.write(body).getBytes(StandardCharsets.UTF_8)).timeout(ANSWER);
  }

  private HttpRequest.Builder document(String path, String contentType, byte[] document) {
    return request(path)
        .header("Content-Type", contentType)
        .timeout(UPLOAD)
        .POST(BodyPublishers.ofByteArray(document));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    boolean keyed = request.headers().firstValue(KEY).isPresent();
    return patience.send(() -> once(request), keyed || request.method().equals("GET"));
  }

  private Answer once(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    HttpHeaders headers = response.headers();
    return new Answer(
        response.statusCode(),
        Refused.object(response.body()),
        headers.firstValue("ETag"),
        retryAfter(headers),
        headers.firstValue("Idempotency-Replayed").filter("true"::equals).isPresent());
  }

  /** The seconds of a {@code Retry-After} (RFC 9110, section 10.2.3); a date there is not read. */
  static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }
}
