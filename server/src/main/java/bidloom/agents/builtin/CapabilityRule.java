package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.agents.CompanyProfile;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Can the company do it? The subject against its capabilities, the named technologies against the
 * ones it uses, the size against what it can carry. Details: {@code technologyMatch} (0-100),
 * {@code matchedCapabilities}, {@code missingCapabilities}, {@code scaleMatch}, {@code scaleGaps}.
 */
final class CapabilityRule implements Analyst.Rule {
  static final String NAME = "capability";
  static final Set<RequirementField> READS =
      Reads.subjectAnd(
          RequirementField.BUDGET, RequirementField.CERTIFICATES, RequirementField.LANGUAGE);

  private static final double TECHNOLOGY_SHARE = 0.25;
  private static final double IT = 0.5;
  private static final int UNKNOWN_SUBJECT = 50;
  private static final int FULL = 100;
  private static final int SURE = 92;
  private static final int MOST_SHOWN = 4;
  private static final int PER_CERTIFICATE = 8;
  private static final int TOO_LARGE = 15;
  private static final int STRANGE_LANGUAGE = 25;
  private static final int FEW_WORDS = 500;

  private final CompanyProfile profile;
  private final Skills skills;

  CapabilityRule(CompanyProfile profile, Skills skills) {
    this.profile = profile;
    this.skills = skills;
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    Matching matching = Matching.of(requirements, skills);
    Finding finding = new Finding();
    double score = subject(matching, finding);
    score = technologies(matching, score, finding);
    score -= scale(requirements, finding);
    score -= certificates(requirements, finding);
    score -= language(requirements, finding);
    if (!matching.foreign()) {
      vague(requirements, finding);
    }
    return finding.output(score, sure(matching), summary(matching));
  }

  private double subject(Matching matching, Finding finding) {
    if (!matching.subject().known()) {
      finding
          .because("The tender does not say what is wanted in words or codes that the rules know.")
          .unknown("what the tender is about", 40)
          .with("missingCapabilities", List.of());
      return UNKNOWN_SUBJECT;
    }
    for (Matching.Match match : matching.matches().stream().limit(MOST_SHOWN + 2).toList()) {
      finding.evidence(match.part().where(), entry(match.fit()), effect(match));
    }
    List<String> missing =
        matching.uncovered().stream().map(m -> m.part().name()).distinct().toList();
    List<String> matched = new ArrayList<>(new LinkedHashSet<>(names(matching)));
    finding
        .with("missingCapabilities", missing)
        .with("matchedCapabilities", matched)
        .because("The tender is about %s.".formatted(Wording.list(matching.subject().names(3))))
        .because(verdict(matched, missing));
    if (matching.foreign()) {
      finding.blocker(
          "The work (%s) is outside of everything that %s does."
              .formatted(Wording.list(matching.subject().names(2)), profile.company().name()));
    }
    return FULL * matching.coverage();
  }

  private static List<String> names(Matching matching) {
    return matching.covered().stream()
        .flatMap(m -> m.fit().by().stream())
        .map(CompanyProfile.Capability::name)
        .toList();
  }

  private static String verdict(List<String> matched, List<String> missing) {
    if (matched.isEmpty()) {
      return "No capability in the profile covers it.";
    }
    String covered = "The profile covers it with %s.".formatted(Wording.list(matched));
    return missing.isEmpty()
        ? covered
        : covered + " It does not cover %s.".formatted(Wording.list(Wording.first(missing, 3)));
  }

  private static String entry(Skills.Fit fit) {
    return fit.by()
        .filter(c -> fit.coverage() >= Matching.FOREIGN)
        .map(c -> "capability \"%s\", level %d".formatted(c.name(), c.level()))
        .orElse(Finding.NO_ENTRY);
  }

  private static String effect(Matching.Match match) {
    return match.covered()
        ? "covered, %d of 100".formatted(Math.round(FULL * match.fit().coverage()))
        : match.fit().coverage() >= Matching.FOREIGN
            ? "partly covered, %d of 100".formatted(Math.round(FULL * match.fit().coverage()))
            : "not covered";
  }

  private double technologies(Matching matching, double score, Finding finding) {
    if (matching.technologies().isEmpty() || matching.subject().itShare() < IT) {
      return score;
    }
    double sum = 0;
    TreeMap<String, Double> closeness = new TreeMap<>();
    for (String technology : matching.technologies()) {
      double close = Technologies.closeness(technology, skills.technologies());
      closeness.put(technology, close);
      sum += close;
    }
    double match = FULL * sum / closeness.size();
    finding.with("technologyMatch", Math.round(match));
    closeness.forEach((name, close) -> technology(name, close, finding));
    List<String> missing =
        closeness.entrySet().stream()
            .filter(e -> e.getValue() == 0)
            .map(Map.Entry::getKey)
            .toList();
    finding.with("missingTechnologies", missing);
    if (!missing.isEmpty()) {
      finding.because(
          "Nobody here works with %s.".formatted(Wording.list(Wording.first(missing, 4))));
    }
    return (1 - TECHNOLOGY_SHARE) * score + TECHNOLOGY_SHARE * match;
  }

  private void technology(String name, double close, Finding finding) {
    Optional<String> by =
        profile.capabilities().stream()
            .filter(c -> Technologies.closeness(name, c.technologies()) == close)
            .map(c -> "capability \"%s\"".formatted(c.name()))
            .findFirst();
    finding.evidence(
        "technologies: " + name,
        close > 0 ? by.orElse(Finding.NO_ENTRY) : Finding.NO_ENTRY,
        close == 1 ? "in use" : close > 0 ? "a related one is in use" : "not in use");
  }

  /** What the size costs. */
  private double scale(Requirements requirements, Finding finding) {
    Optional<Double> worth = Money.of(profile).worth(requirements);
    List<String> gaps = new ArrayList<>();
    double largest = profile.capacity().largestContract().doubleValue();
    if (worth.isPresent() && worth.get() > largest) {
      String gap =
          "The contract (%s) is larger than the largest the company carries alone (%s)."
              .formatted(
                  Money.stated(requirements.budget().orElseThrow()),
                  Money.of(profile).show(largest));
      gaps.add(gap);
      finding.because(gap).evidence("budget", "capacity.largestContract", "lowers by " + TOO_LARGE);
    }
    finding.with("scaleGaps", gaps);
    worth.ifPresentOrElse(
        w -> finding.with("scaleMatch", gaps.isEmpty()), () -> finding.unknown("the budget", 4));
    return gaps.isEmpty() ? 0 : TOO_LARGE;
  }

  /** What missing certificates cost. */
  private double certificates(Requirements requirements, Finding finding) {
    int missing = 0;
    for (String wanted : requirements.texts(RequirementField.CERTIFICATES)) {
      boolean held = Certificates.held(wanted, profile.company().certificates());
      finding.evidence(
          "certificates: " + wanted,
          held ? "company.certificates" : Finding.NO_ENTRY,
          held ? "held" : "missing, lowers by " + PER_CERTIFICATE);
      missing += held ? 0 : 1;
    }
    return PER_CERTIFICATE * missing;
  }

  /** What it costs to work in a language that nobody here does. */
  private double language(Requirements requirements, Finding finding) {
    Optional<String> strange =
        requirements
            .text(RequirementField.LANGUAGE)
            .filter(language -> !profile.company().languages().contains(language));
    strange.ifPresent(
        language ->
            finding
                .evidence(
                    "language: " + language, "company.languages", "lowers by " + STRANGE_LANGUAGE)
                .because(
                    "The tender is in a language that we do not work in (%s)."
                        .formatted(language)));
    return strange.isPresent() ? STRANGE_LANGUAGE : 0;
  }

  /** A few lines of text leave much of the work open, whatever the headline says. */
  private static void vague(Requirements requirements, Finding finding) {
    int length = Passages.of(requirements).stream().mapToInt(p -> p.text().length()).sum();
    if (length < FEW_WORDS) {
      finding.unknown("the full specification", 10);
    }
  }

  private static int sure(Matching matching) {
    boolean coded = matching.subject().parts().stream().anyMatch(part -> part.cpv().isPresent());
    boolean worded = matching.subject().parts().stream().anyMatch(p -> p.cpv().isEmpty());
    return SURE - (coded ? 0 : 6) - (worded ? 0 : 8);
  }

  private static String summary(Matching matching) {
    if (!matching.subject().known()) {
      return "What is wanted is not clear from the tender.";
    }
    String subject = Wording.list(matching.subject().names(2));
    double coverage = matching.coverage();
    return coverage >= 0.75
        ? "We can do this ourselves: %s.".formatted(subject)
        : coverage >= 0.45
            ? "We can do part of this: %s.".formatted(subject)
            : "Not our work: %s.".formatted(subject);
  }
}
