package bidloom.cli;

import bidloom.client.EventStream;
import bidloom.domain.RunEvent;
import bidloom.domain.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What came over the wire, as the commands that work without a server have it. */
final class Wire {
  private Wire() {}

  /** A document, its numbers in the one form that {@link Part} reads. */
  static Part part(Map<String, Object> document) {
    return Part.of(Values.canonicalObject(document));
  }

  /** An event of a run; empty for one of a kind that is not known here. */
  static Optional<RunEvent.Draft> event(EventStream.Event event) {
    try {
      return Optional.of(new RunEvent.Draft(RunEvent.Type.named(event.type()), event.data()));
    } catch (IllegalArgumentException ofAnotherKind) {
      return Optional.empty();
    }
  }

  /** The decision on a bid, with what the agents of a run came to. */
  static Verdict verdict(Part bid, Part run) {
    Map<String, Part> agents = new LinkedHashMap<>();
    run.list("agents")
        .forEach(agent -> agents.put(agent.text("name").orElse(""), agent.at("output")));
    return new Verdict(
        Shown.heading(bid.text("title").orElse("(no title)"), bid.text("customerName")),
        bid.text("decision"),
        Optional.empty(),
        bid.at("bitEvaluation"),
        agents);
  }
}
