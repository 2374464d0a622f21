package bidloom.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A decision as people read it out. */
final class DecisionText {
  private static final int WIDTH = 100;
  private static final int BAR = 20;
  private static final int EVIDENCE = 3;

  private final PrintWriter out;

  DecisionText(PrintWriter out) {
    this.out = out;
  }

  void print(Verdict verdict) {
    out.println();
    out.println(verdict.heading());
    if (verdict.decision().isPresent()) {
      decision(verdict);
    } else {
      out.println("No decision: " + verdict.failure().orElse("not evaluated"));
    }
    out.println();
  }

  /** The decision without the heading. */
  void decision(Verdict verdict) {
    Part evaluation = verdict.evaluation();
    headline(verdict, evaluation);
    evaluation.text("executiveSummary").ifPresent(summary -> paragraph("", summary));
    scores(evaluation.at("scores"));
    bullets("Strengths", "+ ", evaluation.texts("strengths"));
    bullets("Risks", "- ", evaluation.texts("risks"));
    bullets("Blockers", "! ", evaluation.texts("blockers"));
    alternative(evaluation.at("alternative"));
    numbered("Next steps", evaluation.texts("nextSteps"));
    evidence(verdict.agents());
    evaluation.at("sensitivity").text("text").ifPresent(text -> paragraph("Would it flip?", text));
  }

  private void headline(Verdict verdict, Part evaluation) {
    String decision = verdict.decision().orElse("").replace('_', ' ');
    StringBuilder line =
        new StringBuilder(evaluation.flag("conditional") ? decision + ", on conditions" : decision);
    evaluation
        .number("score")
        .ifPresent(score -> line.append("   score ").append(score).append(" of 100"));
    evaluation
        .number("confidence")
        .ifPresent(confidence -> line.append("   confidence ").append(confidence).append(" %"));
    if (evaluation.flag("needsConfirmation")) {
      line.append("   a person must confirm");
    }
    out.println(line);
  }

  private void scores(Part scores) {
    if (scores.value() instanceof Map<?, ?> byAgent && !byAgent.isEmpty()) {
      out.println();
      out.println("Scores");
      for (Object agent : byAgent.keySet()) {
        int score = scores.number(String.valueOf(agent)).orElse(0);
        int full = Math.clamp(Math.round(score * BAR / 100f), 0, BAR);
        out.printf(
            "  %-14s %3d  %s%s%n",
            String.valueOf(agent).replace('_', ' '),
            score,
            "█".repeat(full),
            "░".repeat(BAR - full));
      }
    }
  }

  private void alternative(Part alternative) {
    alternative
        .text("kind")
        .ifPresent(
            kind -> {
              paragraph(
                  "Instead: " + kind.replace('_', ' '), alternative.text("reasoning").orElse(""));
              bullets("", "with ", alternative.texts("partners"));
              bullets("", "only ", alternative.texts("reducedScopes"));
              alternative
                  .text("customerText")
                  .ifPresent(text -> paragraph("To the customer", text));
            });
  }

  private void evidence(Map<String, Part> agents) {
    List<String> lines = new ArrayList<>();
    agents.forEach(
        (agent, output) ->
            output.at("result").list("evidence").stream()
                .limit(EVIDENCE)
                .map(DecisionText::evidenceLine)
                .forEach(line -> lines.add(agent.replace('_', ' ') + ": " + line)));
    bullets("Evidence", "· ", lines);
  }

  private static String evidenceLine(Part evidence) {
    Optional<String> profile = evidence.text("profile").filter(text -> !text.isBlank());
    return evidence.text("requirement").orElse("")
        + profile.map(text -> " / " + text).orElse("")
        + evidence.text("effect").map(text -> " → " + text).orElse("");
  }

  private void bullets(String heading, String mark, List<String> texts) {
    if (!texts.isEmpty()) {
      heading(heading);
      texts.forEach(text -> wrapped("  " + mark, text));
    }
  }

  private void numbered(String heading, List<String> texts) {
    if (!texts.isEmpty()) {
      heading(heading);
      for (int i = 0; i < texts.size(); i++) {
        wrapped("  %d. ".formatted(i + 1), texts.get(i));
      }
    }
  }

  private void paragraph(String heading, String text) {
    heading(heading);
    wrapped(heading.isEmpty() ? "" : "  ", text);
  }

  private void heading(String heading) {
    if (!heading.isEmpty()) {
      out.println();
      out.println(heading);
    }
  }

  private void wrapped(String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() + word.length() > WIDTH && line.length() > indent.length()) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(indent.length()));
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }
}
