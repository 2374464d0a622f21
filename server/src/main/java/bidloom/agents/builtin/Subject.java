package bidloom.agents.builtin;

import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Classification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tender is about: concepts and codes with the weight of each. A code is the buyer's own
 * statement and weighs as much as a title full of words; the description only adds to it.
 *
 * @param parts the weightiest first
 */
record Subject(List<Part> parts) {
  private static final double FIRST_CODE = 5;
  private static final double OTHER_CODE = 1.5;
  private static final double MOST_PER_TEXT = 4;
  private static final double STRAY = 0.12;
  private static final int MOST_CODES = 8;

  /**
   * One thing that it is about.
   *
   * @param where the field and what stands there, {@code title: "web portal"}
   * @param concept the concept, where the glossary has one
   * @param cpv the CPV code or counterpart, for a code
   */
  record Part(
      String name, String where, double weight, Optional<Concept> concept, Optional<String> cpv) {
    boolean it() {
      return concept.map(Concept::it).orElseGet(() -> cpv.filter(Subject::itCode).isPresent());
    }

    Part plus(double more) {
      return new Part(name, where, weight + more, concept, cpv);
    }
  }

  static Subject of(Requirements requirements) {
    Map<String, Part> parts = new LinkedHashMap<>();
    codes(requirements, parts);
    for (Passages.Passage passage : Passages.of(requirements)) {
      for (Glossary.Hit hit : Glossary.shipped().find(passage.text())) {
        double weight = Math.min(MOST_PER_TEXT, passage.weight() * hit.hits());
        String where = "%s: \"%s\"".formatted(passage.field(), hit.word());
        Part part =
            new Part(
                hit.concept().name(), where, weight, Optional.of(hit.concept()), Optional.empty());
        parts.merge(hit.concept().id(), part, (old, more) -> old.plus(more.weight()));
      }
    }
    return new Subject(withoutStrays(parts));
  }

  boolean known() {
    return !parts.isEmpty();
  }

  double weight() {
    return parts.stream().mapToDouble(Part::weight).sum();
  }

  /** How much of it is information technology, 0-1; 0.5 where nothing is known. */
  double itShare() {
    return known()
        ? parts.stream().filter(Part::it).mapToDouble(Part::weight).sum() / weight()
        : 0.5;
  }

  /** What it is mainly about. */
  Optional<Part> main() {
    return parts.stream().findFirst();
  }

  /** Where the main thing stands in the tender. */
  String where() {
    return main().map(Part::where).orElse("");
  }

  /** Its names in order, at most that many, without repeating one. */
  List<String> names(int most) {
    return parts.stream().map(Part::name).distinct().limit(most).toList();
  }

  /** The concepts with their weights, by id. */
  Map<String, Double> concepts() {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (Part part : parts) {
      part.concept().ifPresent(c -> weights.merge(c.id(), part.weight(), Double::sum));
    }
    return weights;
  }

  private static void codes(Requirements requirements, Map<String, Part> parts) {
    boolean first = true;
    for (Classification code : distinct(requirements.classifications())) {
      Codes.Placed placed = Codes.place(code);
      Optional<Concept> concept = placed.cpv().flatMap(Glossary.shipped()::ofCpv);
      Part part =
          new Part(
              concept.map(Concept::name).orElse(placed.label()),
              "classificationCodes: " + placed.label(),
              first ? FIRST_CODE : OTHER_CODE,
              concept,
              placed.cpv());
      parts.putIfAbsent(placed.label(), part);
      first = false;
    }
  }

  private static List<Classification> distinct(List<Classification> codes) {
    return codes.stream().distinct().limit(MOST_CODES).toList();
  }

  /** A word in passing (a school that wants a website has lessons too) says nothing. */
  private static List<Part> withoutStrays(Map<String, Part> parts) {
    double heaviest = parts.values().stream().mapToDouble(Part::weight).max().orElse(0);
    List<Part> kept = new ArrayList<>(parts.values());
    kept.removeIf(part -> part.weight() < STRAY * heaviest);
    kept.sort(Comparator.comparingDouble(Part::weight).reversed());
    return List.copyOf(kept);
  }

  private static boolean itCode(String code) {
    return code.startsWith("72") || code.startsWith("48") || code.startsWith("302");
  }
}
