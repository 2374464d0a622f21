package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

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
    try (HttpClient client = HttpClient.newHttpClient();
        LocalServer server =
            new LocalServer(
                router -> {
                  new RequestIds().install(router);
                  router.route().handler(rc -> rc.end(RequestIds.of(rc)));
                })) {
      String theirs = "00000000-0000-0000-0000-000000000000";
      HttpRequest request =
          HttpRequest.newBuilder(server.base()).header("X-Request-Id", theirs).build();
      HttpResponse<String> first = client.send(request, BodyHandlers.ofString());
      HttpResponse<String> second = client.send(request, BodyHandlers.ofString());
      assertThat(first.headers().allValues("X-Request-Id")).containsExactly(first.body());
      assertThat(UUID.fromString(first.body())).isNotEqualTo(UUID.fromString(theirs));
      assertThat(second.body()).isNotEqualTo(first.body());
    }
  }
}
