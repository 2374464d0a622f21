package bidloom.intake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** Country and language codes in their two-letter forms (ISO 3166-1, ISO 639-1). */
final class Codes {
  private static final int TWO = 2;
  private static final int THREE = 3;

  private Codes() {}

  private static final class Countries {
    static final Map<String, String> BY_ALPHA3 = new HashMap<>();

    static {
      for (String alpha2 : Locale.getISOCountries()) {
        BY_ALPHA3.put(Locale.of("", alpha2).getISO3Country(), alpha2);
      }
    }
  }

  private static final class Languages {
    static final Map<String, String> BY_ALPHA3 = new HashMap<>();

    static {
      for (String alpha2 : Locale.getISOLanguages()) {
        try {
          BY_ALPHA3.put(Locale.of(alpha2).getISO3Language(), alpha2);
        } catch (MissingResourceException noThreeLetters) {
          BY_ALPHA3.put(alpha2, alpha2);
        }
      }
      BY_ALPHA3.put("nob", "no");
    }
  }

  /** From two letters (EU writes UK and EL), three letters, or nothing else. */
  static Optional<String> country(Optional<String> code) {
    return code.map(c -> c.strip().toUpperCase(Locale.ROOT))
        .flatMap(
            c ->
                switch (c.length()) {
                  case TWO -> Optional.of(c.equals("UK") ? "GB" : c.equals("EL") ? "GR" : c);
                  case THREE -> Optional.ofNullable(Countries.BY_ALPHA3.get(c));
                  default -> Optional.empty();
                });
  }

  static Optional<String> language(Optional<String> code) {
    return code.map(c -> c.strip().toLowerCase(Locale.ROOT))
        .flatMap(
            c ->
                switch (c.length()) {
                  case TWO -> Optional.of(c);
                  case THREE -> Optional.ofNullable(Languages.BY_ALPHA3.get(c));
                  default -> Optional.empty();
                });
  }
}
