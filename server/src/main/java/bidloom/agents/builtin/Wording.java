package bidloom.agents.builtin;

import java.util.List;
import java.util.Locale;

/** How findings are put into words. */
final class Wording {
  private static final int QUOTE = 240;

  private Wording() {}

  /** "a", "a and b", "a, b and c". */
  static String list(List<String> items) {
    if (items.size() <= 1) {
      return String.join("", items);
    }
    int last = items.size() - 1;
    return String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  static List<String> first(List<String> items, int most) {
    return items.subList(0, Math.min(most, items.size()));
  }

  /** "1 day", "12 days". */
  static String count(long number, String one) {
    return "%d %s%s".formatted(number, one, number == 1 ? "" : "s");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  /** A passage on one line and not too long. */
  static String quote(String passage) {
    String line = passage.strip().replaceAll("\\s+", " ");
    return line.length() <= QUOTE ? line : line.substring(0, QUOTE - 3).strip() + "...";
  }
}
