package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.client.EventStream;
import bidloom.client.EventStream.Event;
import bidloom.client.Refused;
import bidloom.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The streams of bids, over real HTTP, from two packaged servers on one PostgreSQL. */
@Timeout(180)
class FeedsIT extends TwoServers {
  private static final HttpClient HTTP = new ContractClient(HttpClient.newHttpClient());

  FeedsIT() {
    super("--agent-pace", "0s");
  }

  private static String path(String bid) {
    return "/api/bids/" + bid + "/events";
  }

  private static String draft(Bidloom client) throws Exception {
    return client.post("/api/bids", Map.of("title", "T " + UUID.randomUUID())).text("id");
  }

  private static void retitle(Bidloom client, String bid, long version) throws Exception {
    Map<String, Object> change = Map.of("title", "T " + UUID.randomUUID());
    Answer answer = client.patch("/api/bids/" + bid, "\"" + version + "\"", change);
    assertThat(answer.status()).isEqualTo(200);
  }

  /** A stream that is read on a thread of its own. */
  private static final class Tap implements AutoCloseable {
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Thread reader;

    Tap(EventStream stream) {
      reader = Thread.ofVirtual().start(() -> read(stream));
    }

    private void read(EventStream stream) {
      try {
        stream.follow(events::add);
      } catch (java.io.IOException | InterruptedException over) {
        Thread.currentThread().interrupt();
      }
    }

    Event until(Predicate<Event> wanted) throws InterruptedException {
      while (true) {
        Event event = events.poll(60, TimeUnit.SECONDS);
        assertThat(event).as("an event in time").isNotNull();
        if (wanted.test(event)) {
          return event;
        }
      }
    }

    Event until(String type) throws InterruptedException {
      return until(event -> event.type().equals(type));
    }

    @Override
    public void close() {
      reader.interrupt();
    }
  }

  private static Predicate<Event> clients(String... names) {
    return event ->
        event.type().equals("presence")
            && ((List<?>) event.data().get("clients"))
                .stream()
                    .map(client -> ((Map<?, ?>) client).get("client"))
                    .toList()
                    .equals(List.of(names));
  }

  private static HttpResponse<String> send(
      ServerProcess to, String method, String path, Object body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(to.base().resolve(path))
            .header("Authorization", "Bearer " + ServerProcess.TOKEN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(Json.write(body)))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static int say(ServerProcess at, String bid, Map<String, Object> where) throws Exception {
    return send(at, "PUT", "/api/bids/" + bid + "/presence", where).statusCode();
  }

  @Test
  void aChangeMadeOnOneNodeIsSeenOnTheStreamsOfTheOther() throws Exception {
    String bid = draft(first.client());
    try (Tap stream = new Tap(second.client().stream(path(bid)));
        Tap board = new Tap(second.client().stream("/api/events"))) {
      assertThat(stream.until("presence").id()).contains("1");
      untilTheBoardIsOpen(board);
      retitle(first.client(), bid, 1);
      Event revision = stream.until("revision");
      assertThat(revision.id()).contains("2");
      assertThat(revision.data()).containsEntry("version", 2).containsEntry("reason", "edited");
      Event hint = board.until(event -> bid.equals(event.data().get("bidId")));
      assertThat(hint.type()).isEqualTo("bid");
      assertThat(hint.data()).isEqualTo(Map.of("bidId", bid, "version", 2, "status", "draft"));
    }
  }

  /** A board is told of nothing that was before it, so something has to happen until it is. */
  private void untilTheBoardIsOpen(Tap board) throws Exception {
    Optional<Event> told = Optional.empty();
    while (told.isEmpty()) {
      draft(first.client());
      told = Optional.ofNullable(board.events.poll(1, TimeUnit.SECONDS));
    }
  }

  @Test
  void aStreamGoesOnFromItsCursorOnAnotherNode() throws Exception {
    String bid = draft(first.client());
    for (int version = 1; version < 6; version++) {
      retitle(first.client(), bid, version);
    }
    try (Tap stream = new Tap(second.client().stream(path(bid)).after("3"))) {
      for (String version : List.of("4", "5", "6")) {
        assertThat(stream.until("revision").id()).contains(version);
      }
    }
  }

  @Test
  void aCursorThatWasNeverIssuedIsResetToTheVersionOfNow() throws Exception {
    String bid = draft(first.client());
    for (String cursor : List.of("99", "soon")) {
      try (Tap stream = new Tap(first.client().stream(path(bid)).after(cursor))) {
        Event reset = stream.until(event -> true);
        assertThat(reset.type()).isEqualTo("reset");
        assertThat(reset.id()).contains("1");
        assertThat(reset.data()).containsEntry("version", 1).containsEntry("bidId", bid);
      }
    }
  }

  @Test
  void aRunIsSeenOnTheStreamOfItsBid() throws Exception {
    String bid = first.client().post("/api/bids", Scene.FIELDS).text("id");
    try (Tap stream = new Tap(second.client().stream(path(bid)))) {
      stream.until("presence");
      String run = first.client().post("/api/bids/" + bid + "/extract", Map.of()).text("id");
      Event ended = stream.until(event -> "committed".equals(event.data().get("state")));
      assertThat(ended.data()).containsEntry("runId", run).containsEntry("kind", "extraction");
      assertThat(ended.id()).isEmpty();
    }
  }

  @Test
  void whoIsOnABidThroughOneNodeIsSeenThroughTheOther() throws Exception {
    String bid = draft(first.client());
    try (Tap stream = new Tap(second.client().stream(path(bid) + "?client=b"))) {
      stream.until(clients("b"));
      assertThat(say(first, bid, Map.of("client", "a", "field", "requirements.budget")))
          .isEqualTo(204);
      Event both = stream.until(clients("b", "a"));
      assertThat(both.data().get("clients").toString()).contains("field=requirements.budget");
      try (Tap other = new Tap(first.client().stream(path(bid) + "?client=c"))) {
        other.until(clients("b", "a", "c"));
        stream.until(clients("b", "a", "c"));
      }
      stream.until(clients("b", "a"));
      HttpResponse<String> left =
          send(second, "DELETE", "/api/bids/" + bid + "/presence?client=a", Map.of());
      assertThat(left.statusCode()).isEqualTo(204);
      stream.until(clients("b"));
    }
  }

  @Test
  void whoWasThereThroughAKilledServerVanishes() throws Exception {
    String bid = draft(first.client());
    ServerProcess doomed = another();
    try (Tap stream = new Tap(first.client().stream(path(bid) + "?client=b"));
        Tap lost = new Tap(doomed.client().stream(path(bid) + "?client=a"))) {
      lost.until("presence");
      stream.until(clients("b", "a").or(clients("a", "b")));
      doomed.kill();
      stream.until(clients("b"));
    } finally {
      doomed.close();
    }
  }

  @Test
  void whatCannotBeSaidIsRefused() throws Exception {
    String bid = draft(first.client());
    assertThat(say(first, bid, Map.of("client", "a", "field", "colour"))).isEqualTo(422);
    assertThat(say(first, bid, Map.of("client", "a b"))).isEqualTo(422);
    assertThat(say(first, bid, Map.of("field", "title"))).isEqualTo(422);
    assertThat(say(first, bid, Map.of("client", "a", "mood", "good"))).isEqualTo(422);
    assertThat(say(first, "nowhere", Map.of("client", "a"))).isEqualTo(404);
    assertThatThrownBy(() -> first.client().stream(path("nowhere")).follow(event -> true))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(404));
    HttpRequest anonymous =
        HttpRequest.newBuilder(URI.create(first.base() + "/api/events")).build();
    assertThat(HTTP.send(anonymous, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }
}
