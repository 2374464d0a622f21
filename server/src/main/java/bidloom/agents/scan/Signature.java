package bidloom.agents.scan;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a product is told by the pages that it makes.
 *
 * @param pattern its group {@code v}, where it has one, is the version
 * @param confidence 0-100, where this alone is seen
 */
record Signature(Kind kind, String product, Place place, Pattern pattern, int confidence) {
  enum Kind {
    CMS,
    FRAMEWORK,
    BACKEND,
    HOSTING,
    CDN,
    SERVER,
    LIBRARY,
    ANALYTICS,
    MARKETING
  }

  enum Place {
    GENERATOR,
    HEADER,
    COOKIE,
    LINK,
    HTML
  }

  /** A product that a page shows. */
  record Sighting(Kind kind, String product, Optional<String> version, int confidence) {}

  /** Reads a line {@code kind | product | place | confidence | pattern}. */
  static Signature parse(String line) {
    String[] cells = line.split("\\s*\\|\\s*", 5);
    return new Signature(
        Kind.valueOf(cells[0].toUpperCase(Locale.ROOT)),
        cells[1],
        Place.valueOf(cells[2].toUpperCase(Locale.ROOT)),
        Pattern.compile(cells[4], Pattern.CASE_INSENSITIVE),
        Integer.parseInt(cells[3]));
  }

  Optional<Sighting> in(Evidence evidence) {
    return evidence.in(place).stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(seen -> new Sighting(kind, product, version(seen), confidence))
        .max(Comparator.comparing(sighting -> sighting.version().isPresent()));
  }

  private Optional<String> version(Matcher seen) {
    return pattern.namedGroups().containsKey("v")
        ? Optional.ofNullable(seen.group("v"))
        : Optional.empty();
  }
}
