package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The country of a tender as its ISO 3166-1 code; people write "Deutschland" or "Germany" too. */
final class Country {
  private static final int CODE = 2;

  private Country() {}

  private static final class Names {
    static final Map<String, String> CODES = new HashMap<>();

    static {
      for (String code : Locale.getISOCountries()) {
        for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
          CODES.put(Locale.of("", code).getDisplayCountry(language).toLowerCase(Locale.ROOT), code);
        }
      }
    }
  }

  static Optional<String> of(Requirements requirements) {
    return requirements
        .text(RequirementField.COUNTRY)
        .map(String::strip)
        .map(
            country ->
                country.length() == CODE
                    ? country.toUpperCase(Locale.ROOT)
                    : Names.CODES.getOrDefault(country.toLowerCase(Locale.ROOT), country));
  }

  /** The English name of a code. */
  static String name(String code) {
    return code.length() == CODE ? Locale.of("", code).getDisplayCountry(Locale.ENGLISH) : code;
  }
}
