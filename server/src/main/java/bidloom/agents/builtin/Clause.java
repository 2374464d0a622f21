package bidloom.agents.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of contract clause to look for, in English and German.
 *
 * @param kind its group: liability, penalty, ip, warranty, termination, jurisdiction, ...
 * @param id its stable name
 * @param severity what it takes from a score of 100
 * @param meaning what it means for the bidder
 * @param clause how it is written
 * @param usual what in the same sentence makes it a usual one, not worth a flag
 */
record Clause(
    String kind, String id, int severity, String meaning, Pattern clause, Optional<Pattern> usual) {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  static Clause of(String kind, String id, int severity, String meaning, String clause) {
    return new Clause(
        kind, id, severity, meaning, Pattern.compile(clause, FLAGS), Optional.empty());
  }

  Clause unless(String usualWords) {
    return new Clause(
        kind, id, severity, meaning, clause, Optional.of(Pattern.compile(usualWords, FLAGS)));
  }

  /** A clause as it stands in the tender. */
  record Found(Clause clause, String quote) {}

  /** The first sentence that says so. */
  Optional<Found> in(List<String> sentences) {
    return sentences.stream()
        .filter(sentence -> clause.matcher(sentence).find())
        .filter(sentence -> usual.map(u -> !u.matcher(sentence).find()).orElse(true))
        .findFirst()
        .map(sentence -> new Found(this, Wording.quote(around(sentence))));
  }

  /** A long sentence is quoted from shortly before the words in question. */
  private String around(String sentence) {
    Matcher matcher = clause.matcher(sentence);
    int start = matcher.find() ? matcher.start() : 0;
    int from =
        sentence.length() < 240 || start < 120 ? 0 : sentence.lastIndexOf(' ', start - 80) + 1;
    return (from > 0 ? "... " : "") + sentence.substring(from);
  }

  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?<=[a-zäöüß0-9%)][.!?;])\\s+(?=[\\p{Lu}§(0-9-])|\\n\\s*\\n|\\n(?=\\s*[-*•–])|(?<=\\.)\\n");

  static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    for (String sentence : SENTENCE.split(text, -1)) {
      if (!sentence.isBlank()) {
        sentences.add(sentence.strip());
      }
    }
    return sentences;
  }
}
