package bidloom.http;

import java.util.regex.Pattern;

/** Comma-separated values (RFC 4180), safe to open in a spreadsheet. */
final class Csv {
  private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

  /** A cell that begins so would be run as a formula (OWASP, CSV injection). */
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  static void cell(StringBuilder line, Object value) {
    String text = String.valueOf(value);
    boolean number = value instanceof Number;
    if (!number && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    if (!line.isEmpty()) {
      line.append(',');
    }
    line.append(SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text);
  }
}
