package bidloom.cli;

import static bidloom.cli.Scene.all;
import static bidloom.cli.Scene.repeated;
import static bidloom.cli.Scene.reviewed;
import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import bidloom.client.EventStream.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several packaged servers on one PostgreSQL, over real HTTP. */
@Timeout(180)
class SeveralNodesIT extends TwoServers {
  SeveralNodesIT() {
    super("--agent-pace", "1s", "--lease", "3s");
  }

  private static String evaluation(Bidloom client) throws Exception {
    return client.post("/api/bids/" + reviewed(client) + "/evaluate", Map.of()).text("id");
  }

  private static List<String> numbers(List<Event> events) {
    return events.stream().map(event -> event.id().orElse("none")).toList();
  }

  private static List<String> dense(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
  }

  @Test
  void aRunIsSeenAlikeOnTheNodeThatOwnsItAndOnAnother() throws Exception {
    String stream = "/api/runs/" + evaluation(first.client()) + "/events";
    try (ExecutorService people = Executors.newFixedThreadPool(2)) {
      Future<List<Event>> near = people.submit(() -> all(first.client(), stream));
      Future<List<Event>> far = people.submit(() -> all(second.client(), stream));
      assertThat(far.get(60, TimeUnit.SECONDS)).isEqualTo(near.get(60, TimeUnit.SECONDS));
      assertThat(far.get().getLast().type()).isEqualTo("complete");
    }
  }

  @Test
  void aCancelOnAnotherNodeStopsTheRun() throws Exception {
    String run = evaluation(first.client());
    assertThat(second.client().post("/api/runs/" + run + "/cancel", Map.of()).status())
        .isBetween(200, 202);
    List<Event> events = all(second.client(), "/api/runs/" + run + "/events");
    assertThat(events.getLast().type()).isEqualTo("abort");
    assertThat(first.client().get("/api/runs/" + run).text("state")).isEqualTo("cancelled");
  }

  @Test
  void aRunWhoseNodeIsKilledIsFinishedByAnotherWithoutRepeatingFinishedAgents() throws Exception {
    ServerProcess doomed = another();
    String run = evaluation(doomed.client());
    String stream = "/api/runs/" + run + "/events";
    first.client().stream(stream).follow(event -> !event.type().equals("agent-complete"));
    doomed.kill();
    List<Event> events = all(second.client(), stream);
    assertThat(events.getLast().type()).isEqualTo("complete");
    assertThat(numbers(events)).isEqualTo(dense(events.size()));
    assertThat(repeated(events)).isEmpty();
    assertThat(second.client().get("/api/runs/" + run).body()).containsEntry("attempt", 2);
  }

  @Test
  void aRollingRestartLosesNoEventAndNoWork() throws Exception {
    String run = evaluation(first.client());
    String stream = "/api/runs/" + run + "/events";
    CountDownLatch underWay = new CountDownLatch(2);
    try (ExecutorService people = Executors.newFixedThreadPool(2)) {
      List<Future<List<Event>>> subscribers = new ArrayList<>();
      for (Bidloom client : List.of(first.client(), second.client())) {
        subscribers.add(people.submit(() -> watched(client, stream, underWay)));
      }
      assertThat(underWay.await(60, TimeUnit.SECONDS)).isTrue();
      first = first.restarted();
      second = second.restarted();
      for (Future<List<Event>> subscriber : subscribers) {
        List<Event> events = subscriber.get(90, TimeUnit.SECONDS);
        assertThat(numbers(events)).isEqualTo(dense(events.size()));
        assertThat(events.getLast().type()).isEqualTo("complete");
        assertThat(repeated(events)).isEmpty();
      }
    }
    assertThat(first.client().get("/api/runs/" + run).body()).containsEntry("attempt", 1);
  }

  /** All events, with a sign once the first agent has finished. */
  private static List<Event> watched(Bidloom client, String stream, CountDownLatch underWay)
      throws Exception {
    List<Event> events = new ArrayList<>();
    client.stream(stream)
        .follow(
            event -> {
              events.add(event);
              if (event.type().equals("agent-complete")) {
                underWay.countDown();
              }
              return true;
            });
    return events;
  }
}
