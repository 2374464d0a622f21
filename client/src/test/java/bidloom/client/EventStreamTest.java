package bidloom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.client.EventStream.Event;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream over connections that break, from a server that says what the test wants. */
@Timeout(60)
class EventStreamTest {
  private static final String OPENED = "retry: 1\n\n";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> cursors = new CopyOnWriteArrayList<>();
  private final List<Event> seen = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** What the server does with a connection, the first being number 0. */
  @FunctionalInterface
  private interface Connection {
    void serve(HttpExchange exchange) throws IOException;
  }

  private EventStream stream(Connection... connections) {
    server.createContext(
        "/",
        exchange -> {
          String cursor = exchange.getRequestHeaders().getFirst("Last-Event-ID");
          int number = cursors.size();
          cursors.add(cursor == null ? "" : cursor);
          connections[number].serve(exchange);
        });
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new EventStream(
        HttpClient.newHttpClient(), () -> HttpRequest.newBuilder(uri), PATIENCE, nanos::get);
  }

  private static Connection events(String... frames) {
    return answer(200, OPENED + String.join("", frames));
  }

  private static Connection answer(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  private static String frame(int id, String type) {
    return "id: %d\nevent: %s\ndata: {}\n\n".formatted(id, type);
  }

  @Test
  void itComesBackWithTheCursorOfTheLastEventAndSeesEachOnce() throws Exception {
    stream(
            events(frame(1, "start"), frame(2, "agent-progress")),
            events(),
            events(frame(3, "complete")))
        .follow(seen::add);
    assertThat(cursors).containsExactly("", "2", "2");
    assertThat(seen).extracting(Event::type).containsExactly("start", "agent-progress", "complete");
  }

  @Test
  void aConnectionThatHeldForLongAndBrokeIsNotGivenUpWithIt() throws Exception {
    Connection quiet =
        exchange -> {
          nanos.addAndGet(PATIENCE.multipliedBy(10).toNanos());
          events().serve(exchange);
        };
    stream(quiet, answer(503, "{}"), events(frame(1, "complete"))).follow(seen::add);
    assertThat(seen).hasSize(1);
  }

  @Test
  void aServerThatStaysAwayIsGivenUp() {
    Connection late =
        exchange -> {
          nanos.addAndGet(PATIENCE.plusSeconds(1).toNanos());
          answer(503, "{\"detail\": \"not now\"}").serve(exchange);
        };
    assertThatThrownBy(() -> stream(events(), late).follow(seen::add))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.problem().detail()).isEqualTo("not now"));
  }

  @Test
  void aRefusalIsAProblemWhateverItsBodyIs() {
    String problem =
        """
        {"type": "/problems/not-found", "title": "Not found", "status": 404,
         "detail": "There is no run \\"x\\".", "instance": "r", "further": 1}""";
    assertThatThrownBy(() -> stream(answer(404, problem)).follow(seen::add))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(404);
              assertThat(refused.problem().type()).isEqualTo("/problems/not-found");
              assertThat(refused.problem().members()).containsOnlyKeys("further");
            });
  }

  @Test
  void whatIsNotAProblemIsToldByItsStatus() {
    assertThatThrownBy(() -> stream(answer(404, "<html>")).follow(seen::add))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("HTTP 404");
  }

  @Test
  void everyOpeningIsToldToWhoAsksForItBeforeItsEvents() throws Exception {
    stream(events(frame(1, "start")), events(frame(2, "complete")))
        .withOpenings()
        .follow(seen::add);
    assertThat(seen).extracting(Event::type).containsExactly("open", "start", "open", "complete");
  }

  @Test
  void aLogThatIsNoLongerKeptIsToldOnce() throws Exception {
    stream(events("event: reset\ndata: {\"reason\": \"pruned\"}\n\n")).follow(seen::add);
    assertThat(seen).extracting(Event::type).containsExactly("reset");
  }

  @Test
  void aReaderThatFailsToFetchGetsWhatFollows() throws Exception {
    stream(events(frame(1, "start")), events(frame(2, "complete")))
        .follow(
            event -> {
              seen.add(event);
              if (event.type().equals("start")) {
                throw new IOException("lost");
              }
              return true;
            });
    assertThat(cursors).containsExactly("", "1");
  }
}
