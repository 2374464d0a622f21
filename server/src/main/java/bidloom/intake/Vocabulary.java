package bidloom.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The technologies that a text names. One pass over the words of the text, whatever the size of the
 * vocabulary: at each word, the longest known phrase that begins there.
 */
final class Vocabulary {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}.#+/]+");
  private static final int LONGEST_PHRASE = 4;

  private Vocabulary() {}

  private static final class Technologies {
    static final Map<String, String> BY_PHRASE = load();

    private static Map<String, String> load() {
      Map<String, String> byPhrase = new HashMap<>();
      InputStream resource =
          Objects.requireNonNull(Vocabulary.class.getResourceAsStream("technologies.txt"));
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
        reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(byPhrase, line));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      return byPhrase;
    }

    private static void add(Map<String, String> byPhrase, String line) {
      String[] parts = line.split("\\|", 2);
      String name = parts[0].strip();
      byPhrase.put(phrase(name), name);
      if (parts.length > 1) {
        for (String alias : parts[1].split(",", -1)) {
          byPhrase.put(phrase(alias), name);
        }
      }
    }
  }

  private static String phrase(String text) {
    return String.join(" ", words(text));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = matcher.group();
      while (word.length() > 1 && (word.endsWith(".") || word.endsWith("/"))) {
        word = word.substring(0, word.length() - 1);
      }
      words.add(word);
    }
    return words;
  }

  /** The names of the technologies in a text, in the order in which they first appear. */
  static Set<String> technologies(String text) {
    Set<String> found = new LinkedHashSet<>();
    List<String> words = words(text);
    int at = 0;
    while (at < words.size()) {
      at += longest(words, at, found);
    }
    return found;
  }

  private static int longest(List<String> words, int at, Set<String> found) {
    for (int length = Math.min(LONGEST_PHRASE, words.size() - at); length > 0; length--) {
      String phrase = String.join(" ", words.subList(at, at + length));
      String name = Technologies.BY_PHRASE.get(phrase);
      if (name != null && !(name.equals("Go") && phrase.equals("go"))) {
        found.add(name);
        return length;
      }
    }
    return 1;
  }
}
