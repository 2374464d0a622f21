package bidloom.intake;

import bidloom.domain.Requirements.Classification;
import java.util.Map;
import java.util.Optional;

/**
 * The industry that a classification code stands for: CPV divisions (Regulation (EC) No 213/2008),
 * NAICS sectors (2022).
 */
final class Industries {
  private static final Map<String, String> CPV =
      Map.ofEntries(
          Map.entry("03", "agriculture"),
          Map.entry("09", "energy"),
          Map.entry("14", "mining"),
          Map.entry("15", "food"),
          Map.entry("16", "agricultural machinery"),
          Map.entry("18", "clothing"),
          Map.entry("19", "textiles"),
          Map.entry("22", "printing"),
          Map.entry("24", "chemicals"),
          Map.entry("30", "office and computing equipment"),
          Map.entry("31", "electrical equipment"),
          Map.entry("32", "communication equipment"),
          Map.entry("33", "medical equipment"),
          Map.entry("34", "transport equipment"),
          Map.entry("35", "security equipment"),
          Map.entry("37", "sport and culture goods"),
          Map.entry("38", "laboratory equipment"),
          Map.entry("39", "furniture"),
          Map.entry("41", "water"),
          Map.entry("42", "industrial machinery"),
          Map.entry("43", "construction machinery"),
          Map.entry("44", "construction materials"),
          Map.entry("45", "construction"),
          Map.entry("48", "software"),
          Map.entry("50", "repair and maintenance"),
          Map.entry("51", "installation"),
          Map.entry("55", "hotel and catering"),
          Map.entry("60", "transport"),
          Map.entry("63", "transport support"),
          Map.entry("64", "postal and telecommunications"),
          Map.entry("65", "utilities"),
          Map.entry("66", "finance and insurance"),
          Map.entry("70", "real estate"),
          Map.entry("71", "architecture and engineering"),
          Map.entry("72", "it services"),
          Map.entry("73", "research"),
          Map.entry("75", "public administration"),
          Map.entry("76", "oil and gas services"),
          Map.entry("77", "forestry and horticulture"),
          Map.entry("79", "business services"),
          Map.entry("80", "education"),
          Map.entry("85", "health and social services"),
          Map.entry("90", "environment and cleaning"),
          Map.entry("92", "recreation and culture"),
          Map.entry("98", "other services"));

  private static final Map<String, String> NAICS =
      Map.ofEntries(
          Map.entry("11", "agriculture"),
          Map.entry("21", "mining"),
          Map.entry("22", "utilities"),
          Map.entry("23", "construction"),
          Map.entry("31", "manufacturing"),
          Map.entry("32", "manufacturing"),
          Map.entry("33", "manufacturing"),
          Map.entry("42", "wholesale"),
          Map.entry("44", "retail"),
          Map.entry("45", "retail"),
          Map.entry("48", "transport"),
          Map.entry("49", "transport"),
          Map.entry("51", "information"),
          Map.entry("52", "finance and insurance"),
          Map.entry("53", "real estate"),
          Map.entry("54", "professional services"),
          Map.entry("56", "business services"),
          Map.entry("61", "education"),
          Map.entry("62", "health and social services"),
          Map.entry("71", "recreation and culture"),
          Map.entry("72", "hotel and catering"),
          Map.entry("81", "other services"),
          Map.entry("92", "public administration"));

  private Industries() {}

  static Optional<String> of(Classification code) {
    if (code.code().length() < 2) {
      return Optional.empty();
    }
    String division = code.code().substring(0, 2);
    return switch (code.scheme()) {
      case "CPV" -> Optional.ofNullable(CPV.get(division));
      case "NAICS" ->
          code.code().startsWith("5415")
              ? Optional.of("it services")
              : Optional.ofNullable(NAICS.get(division));
      default -> Optional.empty();
    };
  }
}
