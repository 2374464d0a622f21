package bidloom.agents.builtin;

import java.util.Locale;
import java.util.Set;

/**
 * A word or phrase to find in plain text (see {@link #plain}). A star at either end lets any
 * letters follow or go before, which is how German compounds are found.
 */
record Term(String core, boolean openLeft, boolean openRight) {
  private static final Set<String> ENDINGS = Set.of("", "s", "e", "n", "en", "er", "es");

  static Term of(String text) {
    String word = text.strip();
    boolean left = word.startsWith("*");
    boolean right = word.endsWith("*");
    return new Term(word.substring(left ? 1 : 0, word.length() - (right ? 1 : 0)), left, right);
  }

  /** Lower case, letters and digits, words parted by one space, a space at both ends. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 2).append(' ');
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      } else if (plain.charAt(plain.length() - 1) != ' ' && c != '\u00ad') {
        plain.append(' ');
      }
    }
    return plain.charAt(plain.length() - 1) == ' '
        ? plain.toString()
        : plain.append(' ').toString();
  }

  /** Whether it stands at the beginning of a word. */
  boolean fits(String plain, int at) {
    return plain.startsWith(core, at) && ends(plain, at + core.length());
  }

  /**
   * Where the word that it is found in begins in the plain text, at or after {@code from}, or -1.
   */
  int find(String plain, int from) {
    int at = plain.indexOf(core, from);
    while (at >= 0) {
      boolean begins = openLeft || plain.charAt(at - 1) == ' ';
      if (begins && ends(plain, at + core.length())) {
        return plain.lastIndexOf(' ', at) + 1;
      }
      at = plain.indexOf(core, at + 1);
    }
    return -1;
  }

  /** The found word or phrase as it stands in the text, from where it begins. */
  String word(String plain, int start) {
    int end = plain.indexOf(' ', plain.indexOf(core, start) + core.length());
    return plain.substring(start, end);
  }

  private boolean ends(String plain, int end) {
    return openRight || ENDINGS.contains(plain.substring(end, plain.indexOf(' ', end)));
  }
}
