package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator asks a server. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {
  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = ServerProcess.start("jdbc:sqlite:" + folder.resolve("bidloom.db"));
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  private Http.Answer get(String path, String... head) throws Exception {
    return Http.send(server, "GET", path, "", head);
  }

  private Http.Answer known(String path) throws Exception {
    return get(path, "Authorization", "Bearer " + ServerProcess.TOKEN);
  }

  @Test
  void healthIsOpenToProbes() throws Exception {
    for (String path : new String[] {"", "/live", "/ready"}) {
      Http.Answer health = get("/actuator/health" + path);
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.text("status")).isEqualTo("UP");
    }
  }

  @Test
  void whatRunsHereAndHowMuchIsForThoseWithAnAccount() throws Exception {
    assertThat(get("/actuator/info").status()).isEqualTo(401);
    assertThat(get("/actuator/prometheus").status()).isEqualTo(401);
    assertThat(known("/actuator/info").body()).containsKeys("name", "version", "java");
  }

  @Test
  void theMetricsCountStreamsAndRequests() throws Exception {
    HttpRequest board =
        HttpRequest.newBuilder(URI.create(server.base() + "/api/events"))
            .header("Authorization", "Bearer " + ServerProcess.TOKEN)
            .build();
    HttpResponse<InputStream> stream =
        new ContractClient(HttpClient.newHttpClient()).send(board, BodyHandlers.ofInputStream());
    try (InputStream open = stream.body()) {
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(known("/api/me").status()).isEqualTo(200);
      assertThat(known("/actuator/prometheus").raw().body())
          .contains("bidloom_streams_open 1.0", "bidloom_runs_held 0.0")
          .contains("uri=\"/api/me\"", "jvm_memory_used_bytes");
    }
  }

  @Test
  void theDocumentAndItsPageAreThere() throws Exception {
    assertThat(get("/v3/api-docs?format=json").body()).containsKey("paths");
    assertThat(get("/swagger-ui/").status()).isEqualTo(200);
  }
}
