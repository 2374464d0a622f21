package bidloom.cli;

import bidloom.domain.Requirements;
import bidloom.domain.Values;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/** A bid as people read it. */
final class BidText {
  private static final int WIDEST = 96;

  private final PrintWriter out;

  BidText(PrintWriter out) {
    this.out = out;
  }

  void print(Part bid) {
    Verdict verdict = Wire.verdict(bid, Part.of(Map.of()));
    out.println(Shown.line(verdict.heading(), WIDEST * 2));
    out.printf(
        "%s   version %s   %s%n",
        bid.text("id").orElse(""),
        bid.value("version").orElse("?"),
        bid.text("status").orElse("").replace('_', ' '));
    facts(bid);
    activeRun(bid.at("activeRun"));
    if (!requirements(bid).values().isEmpty()) {
      out.printf("%nRequirements%n");
      new RequirementsText(out).print(requirements(bid));
    }
    if (verdict.decision().isPresent()) {
      out.println();
      new DecisionText(out).decision(verdict);
      ruling(bid.at("decisionData"));
    }
  }

  static Requirements requirements(Part bid) {
    return bid.at("requirements").value() instanceof Map<?, ?> values
        ? new Requirements(Values.canonicalObject(values))
        : Requirements.NONE;
  }

  private void facts(Part bid) {
    fact("owner", bid.text("owner"));
    fact("source", bid.text("source"));
    fact("stage", bid.text("stage"));
    fact("web site", bid.text("websiteUrl"));
    fact("business line", bid.text("assignedBusinessLine"));
    fact("team", bid.value("assignedTeam").map(team -> Shown.line(team, WIDEST)));
    fact("outcome", bid.text("outcome"));
    fact("created", Optional.of(Shown.time(bid.text("createdAt"))));
    fact("updated", Optional.of(Shown.time(bid.text("updatedAt"))));
  }

  private void fact(String name, Optional<String> value) {
    value.ifPresent(text -> out.printf("  %-20s %s%n", name, Shown.line(text, WIDEST)));
  }

  private void activeRun(Part run) {
    run.text("id")
        .ifPresent(
            id ->
                out.printf(
                    "%nActive run%n  %s %s, started by %s at %s%n",
                    run.text("kind").orElse("").replace('_', ' '),
                    id,
                    run.text("startedBy").orElse("?"),
                    Shown.time(run.text("startedAt"))));
  }

  /** A person's word on the decision. */
  private void ruling(Part ruling) {
    ruling
        .text("by")
        .ifPresent(
            by ->
                out.printf(
                    "%n%s by %s at %s: %s%n",
                    ruling.flag("overridden") ? "Overridden" : "Confirmed",
                    by,
                    Shown.time(ruling.text("at")),
                    Shown.line(ruling.text("reason").orElse(""), WIDEST * 2)));
  }
}
