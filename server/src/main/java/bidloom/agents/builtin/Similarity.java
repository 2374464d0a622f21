package bidloom.agents.builtin;

import bidloom.agents.CompanyProfile;
import bidloom.agents.CompanyProfile.Reference;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The company's references, read through the glossary once, and how like a tender each is. */
final class Similarity {
  private static final double SUBJECT = 0.65;
  private static final double TECHNOLOGY = 0.15;
  private static final double SURROUNDINGS = 0.2;

  /** From here on a project counts as a comparable one. */
  static final double COMPARABLE = 0.5;

  private final List<Read> references;

  private record Read(Reference reference, Set<String> concepts) {}

  /**
   * A reference and how like the tender it is.
   *
   * @param similarity 0-1
   * @param technology how many of the tender's technologies were used, 0-1; empty for none named
   */
  record Like(
      Reference reference, double similarity, Optional<Double> technology, boolean sameIndustry) {
    boolean comparable() {
      return similarity >= COMPARABLE;
    }
  }

  Similarity(CompanyProfile profile) {
    this.references = profile.references().stream().map(r -> new Read(r, concepts(r))).toList();
  }

  private static Set<String> concepts(Reference reference) {
    Set<String> concepts = new HashSet<>();
    String words = reference.title() + "\n" + String.join("\n", reference.keywords());
    Glossary.shipped().find(words).forEach(hit -> concepts.add(hit.concept().id()));
    return concepts;
  }

  /** All references, the most similar first. */
  List<Like> to(Matching matching, Optional<String> customerType, String surroundings) {
    return references.stream()
        .map(read -> like(read, matching, customerType, surroundings))
        .sorted(Comparator.comparingDouble(Like::similarity).reversed())
        .toList();
  }

  private static Like like(
      Read read, Matching matching, Optional<String> customerType, String surroundings) {
    Reference reference = read.reference();
    double subject = subject(read.concepts(), matching.subject());
    boolean industry = Term.plain(surroundings).contains(Term.plain(reference.industry()));
    boolean type = customerType.filter(reference.customerType()::equals).isPresent();
    double around = industry || type ? 1 : 0.4;
    Optional<Double> technology = technology(reference, matching.technologies());
    double weight = SUBJECT + SURROUNDINGS + (technology.isPresent() ? TECHNOLOGY : 0);
    double sum = SUBJECT * subject + SURROUNDINGS * around + TECHNOLOGY * technology.orElse(0.0);
    // What is not alike in its subject is not a reference, whoever the customer was.
    double similarity = subject < 0.2 ? subject * 0.5 : sum / weight;
    return new Like(reference, similarity, technology, industry || type);
  }

  private static double subject(Set<String> concepts, Subject subject) {
    double sum = 0;
    for (Subject.Part part : subject.parts()) {
      sum += part.weight() * part.concept().map(c -> closeness(c, concepts)).orElse(0.0);
    }
    return subject.known() ? sum / subject.weight() : 0;
  }

  private static double closeness(Concept concept, Set<String> concepts) {
    if (concepts.contains(concept.id())) {
      return 1;
    }
    return concept.near().entrySet().stream()
        .filter(near -> concepts.contains(near.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  private static Optional<Double> technology(Reference reference, Set<String> wanted) {
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            wanted.stream()
                .mapToDouble(t -> Technologies.closeness(t, reference.technologies()))
                .average()
                .orElse(0));
  }
}
