package bidloom.agents.builtin;

import bidloom.domain.Requirements.Classification;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Classification codes on one scale: CPV (Regulation (EC) No 213/2008). US codes for information
 * technology have a counterpart there; the others stay foreign, by their sector's name.
 */
final class Codes {
  private static final int SECTOR = 2;

  private static final Map<String, String> CPV_DIVISIONS =
      Map.ofEntries(
          Map.entry("03", "agricultural and forestry products"),
          Map.entry("09", "fuel and energy"),
          Map.entry("14", "mining and metals"),
          Map.entry("15", "food and beverages"),
          Map.entry("16", "agricultural machinery"),
          Map.entry("18", "clothing"),
          Map.entry("19", "textiles and plastics"),
          Map.entry("22", "printed matter"),
          Map.entry("24", "chemicals"),
          Map.entry("30", "office and computing machinery"),
          Map.entry("31", "electrical equipment"),
          Map.entry("32", "communication equipment"),
          Map.entry("33", "medical equipment and pharmaceuticals"),
          Map.entry("34", "transport equipment"),
          Map.entry("35", "security and defence equipment"),
          Map.entry("37", "sports goods and instruments"),
          Map.entry("38", "laboratory equipment"),
          Map.entry("39", "furniture"),
          Map.entry("41", "water"),
          Map.entry("42", "industrial machinery"),
          Map.entry("43", "construction machinery"),
          Map.entry("44", "construction materials"),
          Map.entry("45", "construction work"),
          Map.entry("48", "software packages and information systems"),
          Map.entry("50", "repair and maintenance services"),
          Map.entry("51", "installation services"),
          Map.entry("55", "hotel and catering services"),
          Map.entry("60", "transport services"),
          Map.entry("63", "supporting transport services"),
          Map.entry("64", "postal and telecommunication services"),
          Map.entry("65", "public utilities"),
          Map.entry("66", "financial and insurance services"),
          Map.entry("70", "real estate services"),
          Map.entry("71", "architectural and engineering services"),
          Map.entry("72", "IT services"),
          Map.entry("73", "research and development services"),
          Map.entry("75", "administration and defence services"),
          Map.entry("76", "oil and gas services"),
          Map.entry("77", "agricultural and horticultural services"),
          Map.entry("79", "business services"),
          Map.entry("80", "education and training services"),
          Map.entry("85", "health and social services"),
          Map.entry("90", "sewage, refuse and cleaning services"),
          Map.entry("92", "recreational and cultural services"),
          Map.entry("98", "other community services"));

  private static final Map<String, String> NAICS_SECTORS =
      Map.ofEntries(
          Map.entry("11", "agriculture and forestry"),
          Map.entry("21", "mining"),
          Map.entry("22", "utilities"),
          Map.entry("23", "construction"),
          Map.entry("31", "manufacturing"),
          Map.entry("32", "manufacturing"),
          Map.entry("33", "manufacturing"),
          Map.entry("42", "wholesale"),
          Map.entry("44", "retail"),
          Map.entry("45", "retail"),
          Map.entry("48", "transportation"),
          Map.entry("49", "postal and warehousing services"),
          Map.entry("51", "information and media"),
          Map.entry("52", "finance and insurance"),
          Map.entry("53", "real estate and leasing"),
          Map.entry("54", "professional services"),
          Map.entry("56", "administrative and facility services"),
          Map.entry("61", "education"),
          Map.entry("62", "health care"),
          Map.entry("71", "arts and recreation"),
          Map.entry("72", "accommodation and food services"),
          Map.entry("81", "repair and personal services"),
          Map.entry("92", "public administration"));

  /** NAICS (2017 and 2022) to the nearest CPV code. */
  private static final Map<String, String> NAICS_AS_CPV =
      Map.of(
          "541511", "72230000",
          "541512", "72220000",
          "541513", "72510000",
          "541519", "72600000",
          "518210", "72415000",
          "511210", "48000000",
          "513210", "48000000",
          "519190", "72300000");

  private Codes() {}

  /**
   * A code on the scale.
   *
   * @param cpv the CPV code or counterpart; empty for one that has none
   * @param label the code as the tender gives it, with the name of its division or sector
   */
  record Placed(Optional<String> cpv, String label) {}

  static Placed place(Classification code) {
    String scheme = code.scheme().toUpperCase(Locale.ROOT);
    String digits = code.code().strip();
    return switch (scheme) {
      case "CPV" -> new Placed(Optional.of(digits), label("CPV", digits, CPV_DIVISIONS));
      case "NAICS" ->
          new Placed(
              Optional.ofNullable(NAICS_AS_CPV.get(digits)), label("NAICS", digits, NAICS_SECTORS));
      case "PSC" -> new Placed(pscAsCpv(digits), "PSC " + digits);
      default -> new Placed(Optional.empty(), (code.scheme() + " " + digits).strip());
    };
  }

  private static String label(String scheme, String code, Map<String, String> names) {
    String name = code.length() < SECTOR ? null : names.get(code.substring(0, SECTOR));
    return name == null ? scheme + " " + code : "%s %s (%s)".formatted(scheme, code, name);
  }

  /** The US Product and Service Codes for IT: D... services, 7... products (manual of 2020). */
  private static Optional<String> pscAsCpv(String code) {
    if (code.startsWith("DA") || code.equals("D302") || code.equals("D308")) {
      return Optional.of("72210000");
    }
    if (code.startsWith("DB") || code.startsWith("DC") || code.startsWith("DG")) {
      return Optional.of("72700000");
    }
    if (code.startsWith("D")) {
      return Optional.of("72000000");
    }
    return code.startsWith("7A") ? Optional.of("48000000") : Optional.empty();
  }
}
