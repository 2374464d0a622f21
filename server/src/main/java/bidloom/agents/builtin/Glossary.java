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

  /**
   * Names of the places where bids are handed in: in nearly every notice, about none of them. What
   * begins anywhere is tried at the beginnings of words alone and never twice, so that a text
   * without spaces takes no longer than another.
   */
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "(?<!\\S)(?>\\S*?vergabe)(?>\\S*?portal)\\S*|vergabeplattform\\S*|e-?vergabe\\S*|(?:e-)?(?:procurement|tender(?:ing)?"
              + "|sourcing|bidder|supplier) (?:web ?)?(?:portal|platform|site|website|system)\\S*"
              + "|https?://\\S+|www\\.\\S+|(?<!\\S)[^\\s@]++@\\S+|(?:our|following|council'?s|this) website",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final int MOST_HITS = 6;

  private final List<Concept> concepts;
  private final Map<Integer, List<Entry>> byStart = new HashMap<>();
  private final List<Entry> anywhere = new ArrayList<>();

  /** A term and the place of its concept in the list. */
  private record Entry(Term term, int concept) {}

  private Glossary(List<Concept> concepts) {
    this.concepts = concepts;
    for (int i = 0; i < concepts.size(); i++) {
      for (Term term : concepts.get(i).terms()) {
        List<Entry> entries =
            term.openLeft()
                ? anywhere
                : byStart.computeIfAbsent(start(term.core(), 0), k -> new ArrayList<>());
        entries.add(new Entry(term, i));
      }
    }
  }

  private static int start(String text, int at) {
    return text.charAt(at) << Character.SIZE | text.charAt(at + 1);
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

  /** One pass over the words; only terms that begin like the word are tried on it. */
  List<Hit> find(String text) {
    String plain = Term.plain(BOILERPLATE.matcher(text).replaceAll(" "));
    int[] hits = new int[concepts.size()];
    String[] words = new String[concepts.size()];
    for (int at = 1; at + 1 < plain.length(); at = plain.indexOf(' ', at) + 1) {
      for (Entry entry : byStart.getOrDefault(start(plain, at), List.of())) {
        if (entry.term().fits(plain, at)) {
          note(entry, plain, at, hits, words);
        }
      }
    }
    for (Entry entry : anywhere) {
      for (int at = entry.term().find(plain, 0); at >= 0; at = entry.term().find(plain, at)) {
        note(entry, plain, at, hits, words);
        at = plain.indexOf(' ', at);
      }
    }
    List<Hit> found = new ArrayList<>();
    for (int i = 0; i < hits.length; i++) {
      if (hits[i] > 0) {
        found.add(new Hit(concepts.get(i), Math.min(hits[i], MOST_HITS), words[i]));
      }
    }
    return found;
  }

  private static void note(Entry entry, String plain, int at, int[] hits, String[] words) {
    if (hits[entry.concept()]++ == 0) {
      words[entry.concept()] = entry.term().word(plain, at);
    }
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
