package bidloom.cli;

import bidloom.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Plain requests, with the headers that a browser, an attacker or a program chooses. */
final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private Http() {}

  record Answer(int status, Map<String, Object> body, HttpResponse<String> raw) {
    String text(String member) {
      return String.valueOf(body.get(member));
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The value of the cookie that it sets. */
    String cookie(String name) {
      return raw.headers().allValues("Set-Cookie").stream()
          .filter(cookie -> cookie.startsWith(name + "="))
          .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
          .findFirst()
          .orElse("");
    }
  }

  /** The status of a GET whose answer may never end. */
  static int statusOfStream(ServerProcess server, String path, String... head)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base() + path)).GET();
    if (head.length > 0) {
      request.headers(head);
    }
    HttpResponse<InputStream> raw =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream unread = raw.body()) {
      return raw.statusCode();
    }
  }

  /** Sends a request with headers, name by name before its value; an empty body is none. */
  static Answer send(ServerProcess server, String method, String path, String body, String... head)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (head.length > 0) {
      request.headers(head);
    }
    HttpResponse<String> raw = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    boolean json =
        raw.headers().firstValue("Content-Type").orElse("").contains("json")
            && raw.body().startsWith("{");
    return new Answer(raw.statusCode(), json ? Json.readObject(raw.body()) : Map.of(), raw);
  }
}
