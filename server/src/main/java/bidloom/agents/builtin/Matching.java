package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A tender's subject held against the company's skills, part by part. */
record Matching(Subject subject, List<Match> matches, Set<String> technologies) {
  /** A code whose concept is not ours is only as near as half of its place in the scheme. */
  private static final double STRANGE = 0.5;

  static final double COVERED = 0.6;
  static final double FOREIGN = 0.2;

  /** A part of the subject and the skill that covers it best. */
  record Match(Subject.Part part, Skills.Fit fit) {
    boolean covered() {
      return fit.coverage() >= COVERED;
    }
  }

  static Matching of(Requirements requirements, Skills skills) {
    Subject subject = Subject.of(requirements);
    List<Match> matches =
        subject.parts().stream().map(part -> new Match(part, fit(part, skills))).toList();
    return new Matching(subject, matches, technologies(requirements));
  }

  private static Skills.Fit fit(Subject.Part part, Skills skills) {
    Skills.Fit byConcept = part.concept().map(skills::fit).orElse(Skills.Fit.NONE);
    Skills.Fit byCode = part.cpv().map(skills::fitCpv).orElse(Skills.Fit.NONE);
    boolean strange = part.concept().isPresent() && byConcept.coverage() == 0;
    return byConcept.or(strange ? byCode.times(STRANGE) : byCode);
  }

  private static Set<String> technologies(Requirements requirements) {
    Set<String> named = new LinkedHashSet<>(requirements.texts(RequirementField.TECHNOLOGIES));
    Set<String> usual = new LinkedHashSet<>();
    for (String name : named) {
      Set<String> known = Technologies.in(name);
      usual.addAll(known.isEmpty() ? Set.of(name) : known);
    }
    Passages.of(requirements).forEach(p -> usual.addAll(Technologies.in(p.text())));
    return usual;
  }

  /** How much of the subject is covered, 0-1; 0 for an unknown subject. */
  double coverage() {
    double weight = subject.weight();
    return weight == 0
        ? 0
        : matches.stream().mapToDouble(m -> m.part().weight() * m.fit().coverage()).sum() / weight;
  }

  /** True where the company plainly has nothing to do with it. */
  boolean foreign() {
    return subject.known() && coverage() < FOREIGN;
  }

  List<Match> covered() {
    return matches.stream().filter(Match::covered).toList();
  }

  List<Match> uncovered() {
    return matches.stream().filter(m -> !m.covered()).toList();
  }
}
