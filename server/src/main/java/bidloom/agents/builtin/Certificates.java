package bidloom.agents.builtin;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a wanted certificate is held, whatever edition or spelling is written. */
final class Certificates {
  private static final Pattern ISO =
      Pattern.compile("\\b(?:iso|din|en|iec|[/ -])+\\s*(\\d{4,5})\\b");

  private Certificates() {}

  static boolean held(String wanted, List<String> held) {
    String key = key(wanted);
    return held.stream().map(Certificates::key).anyMatch(own -> own.equals(key));
  }

  /** "DIN EN ISO/IEC 27001:2022" and "iso 27001" are one. */
  private static String key(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Matcher iso = ISO.matcher(lower);
    return iso.find() ? "iso " + iso.group(1) : Term.plain(lower).strip();
  }
}
