package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose the id of a request is. */
class RequestIdsTest {
  @Test
  void everyAnswerHasAnIdOfOursWhateverTheCallerSends() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Router router = Router.router(vertx);
      new RequestIds().install(router);
      router.route().handler(rc -> rc.end(RequestIds.of(rc)));
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      String theirs = "00000000-0000-0000-0000-000000000000";
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
              .header("X-Request-Id", theirs)
              .build();
      HttpResponse<String> first = client.send(request, BodyHandlers.ofString());
      HttpResponse<String> second = client.send(request, BodyHandlers.ofString());
      assertThat(first.headers().allValues("X-Request-Id")).containsExactly(first.body());
      assertThat(UUID.fromString(first.body())).isNotEqualTo(UUID.fromString(theirs));
      assertThat(second.body()).isNotEqualTo(first.body());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
