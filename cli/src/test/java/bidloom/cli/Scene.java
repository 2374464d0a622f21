package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.client.EventStream.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tests over HTTP begin with, and how they read a stream. */
final class Scene {
  static final Map<String, Object> FIELDS =
      Map.of(
          "title",
          "Web portal for citizens",
          "customerName",
          "Stadt Beispielhausen",
          "rawInput",
          """
          Title: Web portal for citizens
          Customer: Stadt Beispielhausen
          Deadline for tenders: 12 May 2031, 12:00
          Budget: EUR 400,000
          The contractor shall develop a web portal in Java with a REST API and PostgreSQL.
          """);

  private Scene() {}

  /** A bid whose requirements have been extracted. */
  static String reviewed(Bidloom client) throws Exception {
    Answer created = client.post("/api/bids?extract=true", FIELDS);
    assertThat(created.status()).isEqualTo(201);
    Map<?, ?> active = (Map<?, ?>) created.body().get("activeRun");
    List<Event> events = all(client, "/api/runs/" + active.get("id") + "/events");
    assertThat(events.getLast().type()).isEqualTo("complete");
    return created.text("id");
  }

  static List<Event> all(Bidloom client, String path) throws Exception {
    List<Event> events = new ArrayList<>();
    client.stream(path).follow(events::add);
    return events;
  }

  /** The agents that show any sign of work after they had finished. */
  static Set<Object> repeated(List<Event> events) {
    Set<Object> finished = new HashSet<>();
    Set<Object> repeated = new HashSet<>();
    for (Event event : events) {
      Object agent = event.data().get("agent");
      if (agent != null && finished.contains(agent)) {
        repeated.add(agent);
      }
      if (event.type().equals("agent-complete")) {
        finished.add(agent);
      }
    }
    return repeated;
  }
}
