package bidloom.agents.builtin;

import bidloom.agents.CompanyProfile;
import bidloom.agents.CompanyProfile.Capability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the company can do, read through the glossary once, so that tenders can be held against it.
 */
final class Skills {
  /** What a level of 1 to 5 is worth. */
  private static final double[] LEVELS = {0, 0.3, 0.5, 0.75, 0.9, 1};

  /** What a common beginning of CPV codes is worth, by its length: division, group, class. */
  private static final double[] COMMON = {0, 0, 0.4, 0.65, 0.9};

  private final Map<String, Fit> byConcept = new HashMap<>();
  private final List<Capability> capabilities;
  private final List<String> technologies;

  /** How well something is covered (0-1), and by which capability. */
  record Fit(double coverage, Optional<Capability> by) {
    static final Fit NONE = new Fit(0, Optional.empty());

    Fit or(Fit other) {
      return other.coverage > coverage ? other : this;
    }

    Fit times(double closeness) {
      return new Fit(coverage * closeness, by);
    }
  }

  Skills(CompanyProfile profile) {
    this.capabilities = profile.capabilities();
    List<String> all = new ArrayList<>();
    for (Capability capability : capabilities) {
      all.addAll(capability.technologies());
      String words = capability.name() + "\n" + String.join("\n", capability.keywords());
      Fit fit = new Fit(LEVELS[capability.level()], Optional.of(capability));
      for (Glossary.Hit hit : Glossary.shipped().find(words)) {
        byConcept.merge(hit.concept().id(), fit, Fit::or);
      }
    }
    this.technologies = List.copyOf(all);
  }

  List<String> technologies() {
    return technologies;
  }

  /** The concept itself, or the nearest one that is covered. */
  Fit fit(Concept concept) {
    Fit best = byConcept.getOrDefault(concept.id(), Fit.NONE);
    for (Map.Entry<String, Double> near : concept.near().entrySet()) {
      best = best.or(byConcept.getOrDefault(near.getKey(), Fit.NONE).times(near.getValue()));
    }
    return best;
  }

  /** The capability whose CPV codes are nearest. */
  Fit fitCpv(String code) {
    Fit best = Fit.NONE;
    for (Capability capability : capabilities) {
      for (String own : capability.cpv()) {
        int common = Math.min(common(own, code), COMMON.length - 1);
        double closeness = code.startsWith(own) ? Math.max(COMMON[common], 0.9) : COMMON[common];
        best = best.or(new Fit(closeness * LEVELS[capability.level()], Optional.of(capability)));
      }
    }
    return best;
  }

  private static int common(String one, String other) {
    int length = 0;
    while (length < one.length()
        && length < other.length()
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }
}
