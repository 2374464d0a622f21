package bidloom.agents.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tenders are about, in English and German: {@code glossary.txt}, read once. Both a tender and
 * the company profile are read through it, so that "Serviceportal" and "citizen portal" meet.
 */
final class Glossary {
  private static final Pattern BAR = Pattern.compile("\\|");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SEMICOLON = Pattern.compile(";");

  /** Names of the places where bids are handed in: in nearly every notice, about none of them. */
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "\\S*vergabe\\S*portal\\S*|vergabeplattform\\S*|e-?vergabe\\S*|(?:e-)?(?:procurement|tender(?:ing)?"
              + "|sourcing|bidder|supplier) (?:web ?)?(?:portal|platform|site|website|system)\\S*"
              + "|https?://\\S+|www\\.\\S+|\\S+@\\S+|(?:our|following|council'?s|this) website",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final int MOST_HITS = 6;

  private final List<Concept> concepts;

  private Glossary(List<Concept> concepts) {
    this.concepts = concepts;
  }

  private static final class Shipped {
    static final Glossary GLOSSARY =
        new Glossary(Resource.lines("glossary.txt").stream().map(Glossary::concept).toList());
  }

  static Glossary shipped() {
    return Shipped.GLOSSARY;
  }

  /**
   * A concept found in a text.
   *
   * @param hits how often, up to {@value #MOST_HITS}
   * @param word the first find, as it stands there
   */
  record Hit(Concept concept, int hits, String word) {}

  List<Hit> find(String text) {
    String plain = Term.plain(BOILERPLATE.matcher(text).replaceAll(" "));
    List<Hit> found = new ArrayList<>();
    for (Concept concept : concepts) {
      find(concept, plain).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Hit> find(Concept concept, String plain) {
    int hits = 0;
    String word = "";
    for (Term term : concept.terms()) {
      int at = term.find(plain, 0);
      while (at >= 0 && hits < MOST_HITS) {
        hits++;
        word = word.isEmpty() ? term.word(plain, at) : word;
        at = term.find(plain, at + term.core().length());
      }
    }
    return hits == 0 ? Optional.empty() : Optional.of(new Hit(concept, hits, word));
  }

  /** The concept that a CPV code stands for: that of the longest fitting beginning. */
  Optional<Concept> ofCpv(String code) {
    return concepts.stream()
        .filter(concept -> concept.fit(code) > 0)
        .max(Comparator.comparingInt(concept -> concept.fit(code)));
  }

  private static Concept concept(String line) {
    String[] parts = BAR.split(line, -1);
    Map<String, Double> near = new HashMap<>();
    for (String entry : parts(COMMA, parts[4])) {
      int colon = entry.indexOf(':');
      near.put(entry.substring(0, colon), Double.valueOf(entry.substring(colon + 1)));
    }
    return new Concept(
        parts[0],
        parts[1].equals("it"),
        parts[2],
        parts(COMMA, parts[3]),
        near,
        parts(SEMICOLON, parts[5]).stream().map(Term::of).toList());
  }

  private static List<String> parts(Pattern by, String text) {
    return Arrays.stream(by.split(text, -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
