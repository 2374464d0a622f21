package bidloom.cli;

import bidloom.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Plain requests, with the headers that a browser, an attacker or a program chooses. */
final class Http {
  private static final HttpClient CLIENT =
      new ContractClient(
          HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build());

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

  /** Says that a document of so many bytes would follow, and sends it if that is welcome. */
  static Answer announce(ServerProcess server, String path, int bytes)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .header("Authorization", "Bearer " + ServerProcess.TOKEN)
            .header("Content-Type", "text/plain")
            .expectContinue(true)
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
            .build();
    return answer(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
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
    if (!body.isEmpty() && !List.of(head).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (head.length > 0) {
      request.headers(head);
    }
    return answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private static Answer answer(HttpResponse<String> raw) {
    boolean json =
        raw.headers().firstValue("Content-Type").orElse("").contains("json")
            && raw.body().startsWith("{");
    return new Answer(raw.statusCode(), json ? Json.readObject(raw.body()) : Map.of(), raw);
  }
}
