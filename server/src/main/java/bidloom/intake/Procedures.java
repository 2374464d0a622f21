package bidloom.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Kinds of procedure and contract by their names in running text. */
final class Procedures {
  private static final int CASELESS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern TIME_AND_MATERIAL =
      Pattern.compile("time[- ]and[- ]materials?|labor hour|nach aufwand|tagessatz", CASELESS);
  private static final Pattern FIXED_PRICE =
      Pattern.compile(
          "firm[- ]fixed[- ]price|fixed[- ]price|lump sum|festpreis|pauschalpreis", CASELESS);
  private static final Pattern FRAMEWORK =
      Pattern.compile(
          "framework agreement|blanket purchase|\\bBPA\\b|rahmenvertrag|rahmenvereinbarung",
          CASELESS);

  private Procedures() {}

  static String named(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("open") || lower.contains("offen") || lower.contains("öffentlich")) {
      return "open";
    }
    if (lower.contains("restricted") || lower.contains("nicht") || lower.contains("beschränkt")) {
      return "restricted";
    }
    if (lower.contains("negotiat") || lower.contains("verhandlung")) {
      return "negotiated";
    }
    return lower.contains("direct") || lower.contains("direkt") ? "direct" : text;
  }

  static Optional<String> contractType(String text) {
    boolean time = TIME_AND_MATERIAL.matcher(text).find();
    boolean fixed = FIXED_PRICE.matcher(text).find();
    if (FRAMEWORK.matcher(text).find()) {
      return Optional.of("framework");
    }
    if (time && fixed) {
      return Optional.of("hybrid");
    }
    if (fixed) {
      return Optional.of("fixed_price");
    }
    return time ? Optional.of("time_and_material") : Optional.empty();
  }
}
