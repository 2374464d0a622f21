package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import bidloom.protocol.Json;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a caller may ask of a server, and how it says that it was too much. */
@Timeout(180)
class LimitsIT {
  private static final HttpClient HTTP =
      new ContractClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

  @TempDir Path folder;

  private ServerProcess server(Map<String, String> limits) throws Exception {
    return ServerProcess.start("jdbc:sqlite:" + folder.resolve("bidloom.db"), limits);
  }

  private static Http.Answer post(ServerProcess server, String path, String body) throws Exception {
    return Http.send(server, "POST", path, body, "Authorization", "Bearer " + ServerProcess.TOKEN);
  }

  private static void assertRateLimited(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.text("type")).isEqualTo("/problems/rate-limited");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
  }

  private static HttpResponse<InputStream> opened(ServerProcess server, String path)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .header("Authorization", "Bearer " + ServerProcess.TOKEN)
            .header("Accept", "text/event-stream")
            .build();
    return HTTP.send(request, BodyHandlers.ofInputStream());
  }

  @Test
  void writesAndStartsAreCountedApartAndReadsAreFree() throws Exception {
    try (ServerProcess server =
        server(
            Map.of(
                "BIDLOOM_LIMITS_WRITES_PER_MINUTE", "3",
                "BIDLOOM_LIMITS_STARTS_PER_MINUTE", "2"))) {
      Bidloom client = server.client();
      String bid = Scene.reviewed(client); // a write, and a start for its extraction
      assertThat(client.post("/api/bids", Scene.FIELDS).status()).isEqualTo(201);
      assertThat(client.post("/api/bids", Scene.FIELDS).status()).isEqualTo(201);
      assertRateLimited(post(server, "/api/bids", Json.write(Scene.FIELDS)));
      assertThat(client.post("/api/bids/" + bid + "/evaluate", Map.of()).status()).isEqualTo(202);
      assertRateLimited(post(server, "/api/bids/" + bid + "/evaluate", "{}"));
      for (int i = 0; i < 50; i++) {
        assertThat(client.get("/api/bids").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aStreamTooManyIsRefusedBeforeItBeginsUntilAnotherEnds() throws Exception {
    try (ServerProcess server = server(Map.of("BIDLOOM_LIMITS_OPEN_STREAMS", "2"))) {
      List<InputStream> open = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        HttpResponse<InputStream> stream = opened(server, "/api/events");
        assertThat(stream.statusCode()).isEqualTo(200);
        open.add(stream.body());
      }
      HttpResponse<InputStream> refused = opened(server, "/api/events");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      refused.body().close();
      open.getFirst().close();
      HttpResponse<InputStream> again = opened(server, "/api/events");
      while (again.statusCode() == 429) { // until the server has noticed
        again.body().close();
        again = opened(server, "/api/events");
      }
      assertThat(again.statusCode()).isEqualTo(200);
      again.body().close();
      open.getLast().close();
    }
  }

  @Test
  void openingStreamsOverAndOverIsRefused() throws Exception {
    try (ServerProcess server = server(Map.of("BIDLOOM_LIMITS_STREAMS_PER_MINUTE", "2"))) {
      for (int i = 0; i < 2; i++) {
        opened(server, "/api/events").body().close();
      }
      HttpResponse<InputStream> refused = opened(server, "/api/events");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).isNotEmpty();
      refused.body().close();
    }
  }

  @Test
  void aBodyThatIsTooLargeIsAProblemWhetherItSaysSoOrNot() throws Exception {
    try (ServerProcess server = server(Map.of())) {
      byte[] large = new byte[21 * 1024 * 1024];
      for (HttpRequest.BodyPublisher body :
          List.of(
              BodyPublishers.ofByteArray(large),
              BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)))) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(server.base() + "/api/bids"))
                .header("Authorization", "Bearer " + ServerProcess.TOKEN)
                .header("Content-Type", "text/plain")
                .expectContinue(true)
                .POST(body)
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("/problems/too-large");
      }
      assertThat(server.client().get("/api/me").status()).isEqualTo(200);
    }
  }
}
