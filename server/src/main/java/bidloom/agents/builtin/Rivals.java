package bidloom.agents.builtin;

import bidloom.agents.CompanyProfile.Rival;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Other companies by their fields, read through the glossary. */
final class Rivals {
  private static final double ENOUGH = 0.3;

  private Rivals() {}

  /** Those who do a good part of it, the strongest first. */
  static List<Rival> in(Subject subject, List<Rival> rivals) {
    return rivals.stream()
        .filter(rival -> share(subject, rival) >= ENOUGH)
        .sorted(Comparator.comparingInt(Rival::strength).reversed())
        .toList();
  }

  /** How much of the subject is in the other's fields, 0-1. */
  static double share(Subject subject, Rival rival) {
    List<String> fields =
        Glossary.shipped().find(String.join("\n", rival.fields())).stream()
            .map(hit -> hit.concept().id())
            .toList();
    double covered =
        subject.concepts().entrySet().stream()
            .filter(e -> fields.contains(e.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return subject.known() ? covered / subject.weight() : 0;
  }
}
