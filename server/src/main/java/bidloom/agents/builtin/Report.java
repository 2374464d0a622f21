package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A decision in sentences. */
record Report(
    Requirements requirements,
    Matching matching,
    Verdict verdict,
    Points points,
    Set<String> failed) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** One sentence. */
  String headline() {
    String why =
        verdict.blockers().isEmpty()
            ? "threshold " + verdict.rules().threshold()
            : Wording.count(verdict.blockers().size(), "blocker");
    return "%s%s with %d of 100 (%s), confidence %d%%"
        .formatted(
            words(),
            verdict.conditional() ? " on conditions" : "",
            verdict.total(),
            why,
            verdict.confidence());
  }

  private String words() {
    return verdict.bit() ? "Bid" : "No bid";
  }

  String summary() {
    StringBuilder text = new StringBuilder(headline()).append(". ");
    String customer =
        requirements
            .text(RequirementField.CUSTOMER_NAME)
            .map(c -> c + " asks for ")
            .orElse("Asked for: ");
    if (matching.subject().known()) {
      text.append(customer).append(Wording.list(matching.subject().names(2))).append(". ");
    }
    if (verdict.blockers().isEmpty()) {
      extreme(true).ifPresent(s -> text.append("For it: ").append(s).append(' '));
      extreme(false).ifPresent(s -> text.append("Against it: ").append(s).append(' '));
    } else {
      text.append("Decisive: ").append(verdict.blockers().getFirst()).append(' ');
    }
    if (!failed.isEmpty()) {
      text.append("Without the result of ")
          .append(Wording.list(failed.stream().sorted().toList()))
          .append(". ");
    }
    if (verdict.needsConfirmation()) {
      text.append("A person should confirm this");
      List<String> unknown = points.unknown();
      text.append(
          unknown.isEmpty()
              ? "."
              : ": not known is " + Wording.list(Wording.first(unknown, 3)) + ".");
    }
    return text.toString().strip();
  }

  private Optional<String> extreme(boolean best) {
    List<String> list = best ? points.strengths() : points.risks();
    return list.stream().findFirst();
  }

  List<String> nextSteps(Optional<String> businessLine) {
    List<String> steps = new ArrayList<>();
    if (verdict.needsConfirmation()) {
      steps.add("Have the decision confirmed or overridden by the responsible person.");
    }
    return verdict.bit() ? bid(steps, businessLine) : noBid(steps);
  }

  private List<String> bid(List<String> steps, Optional<String> businessLine) {
    businessLine.ifPresent(
        line -> steps.add("Hand the bid to the business line %s.".formatted(line)));
    ask(steps);
    if (!points.texts("capability", "missingTechnologies").isEmpty()) {
      steps.add(
          "Find people for %s."
              .formatted(
                  Wording.list(
                      Wording.first(points.texts("capability", "missingTechnologies"), 3))));
    }
    if (verdict.conditional()) {
      steps.add("Settle before the bid: %s".formatted(points.risks().getFirst()));
    }
    requirements
        .deadline()
        .ifPresentOrElse(
            d ->
                steps.add(
                    "Plan the bid back from the deadline, %s."
                        .formatted(DAY.format(d.instant().atZone(d.zone())))),
            () -> steps.add("Find out the submission deadline."));
    return steps;
  }

  private List<String> noBid(List<String> steps) {
    boolean close =
        verdict.blockers().isEmpty() && verdict.total() >= verdict.rules().threshold() - 8;
    if (close) {
      ask(steps);
      steps.add("Evaluate again with the answers.");
    }
    steps.add("Answer the customer (a text is proposed).");
    steps.add(
        "Record the reason: %s"
            .formatted(
                verdict.blockers().isEmpty()
                    ? points.risks().getFirst()
                    : verdict.blockers().getFirst()));
    return steps;
  }

  private void ask(List<String> steps) {
    List<String> unknown = Wording.first(points.unknown(), 3);
    if (!unknown.isEmpty()) {
      steps.add(
          "Clarify with the documents or a bidder question: %s.".formatted(Wording.list(unknown)));
    }
  }
}
