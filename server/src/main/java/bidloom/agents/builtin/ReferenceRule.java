package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has the company done that is like it? Details: {@code similarProjects [{title, year, value,
 * similarity, success}]}, {@code industryMatch}, {@code technologyMatch}, {@code successRate}
 * (0-100 each), {@code requiredReferences} and {@code comparableReferences} (counts).
 */
final class ReferenceRule implements Analyst.Rule {
  static final String NAME = "reference";
  static final Set<RequirementField> READS =
      Reads.subjectAnd(
          RequirementField.REQUIRED_REFERENCES,
          RequirementField.CUSTOMER_NAME,
          RequirementField.CUSTOMER_TYPE,
          RequirementField.INDUSTRY);

  private static final int SURE = 88;
  private static final int SHOWN = 3;
  private static final int UNKNOWN_SUBJECT = 50;
  private static final double WORTH_SHOWING = 0.3;
  private static final int FULL = 100;

  private final Skills skills;
  private final Similarity similarity;

  ReferenceRule(Skills skills, Similarity similarity) {
    this.skills = skills;
    this.similarity = similarity;
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    Matching matching = Matching.of(requirements, skills);
    List<Similarity.Like> likes =
        similarity.to(matching, CustomerType.of(requirements), surroundings(requirements));
    List<Similarity.Like> best =
        likes.stream().filter(l -> l.similarity() >= WORTH_SHOWING).limit(SHOWN).toList();
    Finding finding = new Finding();
    if (!matching.subject().known()) {
      finding
          .unknown("what a reference would have to show", 35)
          .because("Without knowing the work, no reference can be called similar.");
      return finding.output(UNKNOWN_SUBJECT, SURE, "References can't be compared.");
    }
    details(best, matching.subject().where(), finding);
    long comparable = likes.stream().filter(Similarity.Like::comparable).count();
    required(requirements, comparable, finding);
    double score = score(likes);
    return finding.output(score, SURE, summary(best, score));
  }

  static String surroundings(Requirements requirements) {
    return String.join(
        "\n",
        requirements.text(RequirementField.INDUSTRY).orElse(""),
        requirements.text(RequirementField.CUSTOMER_NAME).orElse(""),
        requirements.text(RequirementField.TITLE).orElse(""));
  }

  /** The best three count, the best one most; a failed project counts half. */
  private static double score(List<Similarity.Like> likes) {
    double[] shares = {0.6, 0.25, 0.15};
    double score = 0;
    for (int i = 0; i < Math.min(shares.length, likes.size()); i++) {
      Similarity.Like like = likes.get(i);
      score += shares[i] * like.similarity() * (like.reference().success() ? 1 : 0.5);
    }
    return FULL * score;
  }

  private static void details(List<Similarity.Like> best, String wanted, Finding finding) {
    if (best.isEmpty()) {
      finding
          .evidence(wanted, "references", "none is similar")
          .because("None of our references is similar.");
    } else {
      finding.because(
          "Most similar: %s."
              .formatted(Wording.list(best.stream().map(ReferenceRule::named).toList())));
    }
    for (Similarity.Like like : best) {
      finding.evidence(
          wanted,
          "reference \"%s\" (%d)".formatted(like.reference().title(), like.reference().year()),
          "%d%% similar%s"
              .formatted(
                  Math.round(FULL * like.similarity()),
                  like.reference().success() ? "" : ", but without success"));
    }
    numbers(best, finding);
  }

  private static String named(Similarity.Like like) {
    return "\"%s\" (%d, %d%%)"
        .formatted(
            like.reference().title(),
            like.reference().year(),
            Math.round(FULL * like.similarity()));
  }

  private static void numbers(List<Similarity.Like> best, Finding finding) {
    long industry = best.stream().filter(Similarity.Like::sameIndustry).count();
    long successful = best.stream().filter(like -> like.reference().success()).count();
    double technology =
        best.stream().flatMap(l -> l.technology().stream()).mapToDouble(t -> t).max().orElse(0);
    finding
        .with("similarProjects", best.stream().map(ReferenceRule::shown).toList())
        .with("industryMatch", share(industry, best))
        .with("technologyMatch", Math.round(FULL * technology))
        .with("successRate", share(successful, best));
  }

  private static long share(long part, List<?> all) {
    return all.isEmpty() ? 0 : FULL * part / all.size();
  }

  private static Map<String, Object> shown(Similarity.Like like) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("title", like.reference().title());
    shown.put("year", like.reference().year());
    shown.put("value", like.reference().value());
    shown.put("similarity", Math.round(FULL * like.similarity()));
    shown.put("success", like.reference().success());
    return shown;
  }

  private static void required(Requirements requirements, long comparable, Finding finding) {
    List<String> required = requirements.texts(RequirementField.REQUIRED_REFERENCES);
    int count = Eligibility.referencesWanted(required);
    finding.with("requiredReferences", count).with("comparableReferences", comparable);
    if (required.isEmpty()) {
      finding.unknown("which references the customer asks for", 4);
    } else {
      finding.evidence(
          "requiredReferences: " + Wording.quote(required.getFirst()),
          "references",
          "%d asked for, %d comparable".formatted(count, comparable));
    }
  }

  private static String summary(List<Similarity.Like> best, double score) {
    return best.isEmpty()
        ? "No similar project to show."
        : score >= 60
            ? "Strong references, first of all \"%s\"."
                .formatted(best.getFirst().reference().title())
            : "Related references only.";
  }
}
