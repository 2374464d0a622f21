package bidloom.agents.builtin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The technologies that tenders name, by family: {@code technologies.txt}, read once. */
final class Technologies {
  private static final double SAME_FAMILY = 0.6;

  /** A technology and the other ways to write it. */
  record Technology(String family, String name, List<String> spellings) {}

  private static final class Shipped {
    static final List<Technology> ALL =
        Resource.lines("technologies.txt").stream().flatMap(line -> family(line).stream()).toList();
  }

  private Technologies() {}

  /** The technologies named in a text, by their usual names. */
  static Set<String> in(String text) {
    String plain = plain(text);
    Set<String> found = new LinkedHashSet<>();
    for (Technology technology : Shipped.ALL) {
      for (String spelling : technology.spellings()) {
        if (plain.contains(" " + spelling + " ")) {
          found.add(technology.name());
        }
      }
    }
    return found;
  }

  /** How well somebody who knows {@code known} is prepared for it: 1 knows it, 0.6 its family. */
  static double closeness(String technology, Collection<String> known) {
    if (known.stream().anyMatch(technology::equalsIgnoreCase)) {
      return 1;
    }
    Optional<String> family = family(technology, Shipped.ALL);
    return family.isPresent() && known.stream().anyMatch(k -> family(k, Shipped.ALL).equals(family))
        ? SAME_FAMILY
        : 0;
  }

  private static Optional<String> family(String name, List<Technology> all) {
    return all.stream()
        .filter(technology -> technology.name().equalsIgnoreCase(name))
        .map(Technology::family)
        .findFirst();
  }

  private static List<Technology> family(String line) {
    int bar = line.indexOf('|');
    List<Technology> read = new ArrayList<>();
    for (String entry : line.substring(bar + 1).split(";", -1)) {
      int equals = entry.indexOf('=');
      List<String> spellings = new ArrayList<>();
      for (String spelling : entry.substring(equals + 1).split(",", -1)) {
        spellings.add(spelling.strip());
      }
      read.add(
          new Technology(line.substring(0, bar), entry.substring(0, equals).strip(), spellings));
    }
    return read;
  }

  /** Words parted by one space; the marks inside of names (C#, .NET, Node.js) stay. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 2).append(' ');
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      boolean inName =
          c == '.' && i + 1 < lower.length() && Character.isLetter(lower.charAt(i + 1));
      if (Character.isLetterOrDigit(c) || c == '#' || c == '/' || inName) {
        plain.append(c);
      } else if (plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    }
    return plain.append(' ').toString();
  }
}
