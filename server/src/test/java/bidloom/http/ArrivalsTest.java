package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.RequestLimits;
import bidloom.domain.Settings;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that are too large or too slow, by hand on a socket. */
@Timeout(60)
class ArrivalsTest {
  private final CountDownLatch goOn = new CountDownLatch(1);
  private LocalServer server;

  @BeforeEach
  void serve() {
    RequestLimits limits = new RequestLimits(1, 1, 1, 1, Duration.ofMillis(200));
    server =
        new LocalServer(
            router -> {
              new RequestIds().install(router);
              new Arrivals(Settings.DEFAULTS.withRequests(limits)).install(router);
              router.route("/slow-answer").handler(this::answerLate);
              router.route().handler(rc -> rc.request().body().onSuccess(body -> rc.end("read")));
            });
  }

  private void answerLate(RoutingContext rc) {
    rc.vertx()
        .executeBlocking(
            () -> {
              goOn.await();
              return "done";
            })
        .onSuccess(rc::end);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** All that comes until the server ends the connection. */
  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String head(String path, String length) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %s\r\n\r\n"
        .formatted(path, length);
  }

  @Test
  void aRequestThatNeverEndsIsGivenUpWithItsConnection() throws IOException {
    try (Socket socket = server.connect()) {
      send(socket, head("/", "100") + "only a part");
      assertThat(rest(socket)).startsWith("HTTP/1.1 408 ").contains("/problems/too-slow");
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
    for (String length : new String[] {"22000000", "99999999999"}) {
      try (Socket socket = server.connect()) {
        send(socket, head("/", length));
        assertThat(rest(socket)).startsWith("HTTP/1.1 413 ").contains("/problems/too-large");
      }
    }
  }

  @Test
  void anAnswerMayTakeLongerThanTheRequest() throws IOException {
    try (Socket slow = server.connect();
        Socket other = server.connect()) {
      send(slow, head("/slow-answer", "4") + "body");
      send(other, head("/", "100") + "only a part");
      // By now a request of the same age was given up.
      assertThat(rest(other)).startsWith("HTTP/1.1 408 ");
      goOn.countDown();
      assertThat(rest(slow)).startsWith("HTTP/1.1 200 ").endsWith("done");
    }
  }
}
