package bidloom.cli;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.http.Views;
import bidloom.service.Runs;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bid after its runs, the last of them perhaps without result. */
record Evaluated(Bid bid, List<Runs.Details> runs) {
  /** True where it came to a decision. */
  boolean decided() {
    return decision().isPresent();
  }

  Optional<String> decision() {
    return bid.text(BidField.DECISION);
  }

  /** The failure that ended the last run, where one did. */
  Optional<Run.Failure> failure() {
    return runs.getLast().run().failure();
  }

  /** The whole evaluation as the coordinator wrote it. */
  Part evaluation() {
    return Part.of(bid.field(BidField.BIT_EVALUATION.wireName()).orElse(Map.of()));
  }

  /** What each agent of the evaluation came to, by name, in the plan's order. */
  Map<String, Part> agents() {
    Map<String, Part> agents = new LinkedHashMap<>();
    for (Runs.Details details : runs) {
      if (details.run().kind() == RunKind.EVALUATION) {
        for (String name : details.agents()) {
          details.checkpoints().stream()
              .filter(checkpoint -> checkpoint.agent().equals(name))
              .forEach(checkpoint -> agents.put(name, Part.of(checkpoint.output())));
        }
      }
    }
    return agents;
  }

  /** What people read of it. */
  Verdict verdict(Path file) {
    return new Verdict(
        Shown.heading(
            bid.text(BidField.TITLE).orElse(file.toString()), bid.text(BidField.CUSTOMER_NAME)),
        decision(),
        failure().map(Run.Failure::message),
        evaluation(),
        agents());
  }

  /** Everything as one JSON document. */
  Map<String, Object> document(Path file) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file.toString());
    decision().ifPresent(decision -> document.put("decision", decision));
    for (String member : List.of("score", "confidence", "needsConfirmation", "scores")) {
      evaluation().value(member).ifPresent(value -> document.put(member, value));
    }
    failure()
        .ifPresent(
            f ->
                document.put(
                    "problem", Map.of("type", "/problems/" + f.code(), "detail", f.message())));
    document.put("bid", Views.bid(bid, Optional.empty()));
    document.put("runs", runs.stream().map(run -> Views.run(run, Optional.empty())).toList());
    return document;
  }
}
