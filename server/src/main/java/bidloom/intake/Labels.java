package bidloom.intake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that a text names outright: {@code Customer: City of Example}, {@code Auftraggeber: ...}.
 */
final class Labels {
  static final Pattern TITLE =
      label(
          "title|project title|subject|titel|bezeichnung|betreff|projekttitel|gegenstand der ausschreibung");
  static final Pattern CUSTOMER =
      label(
          "customer|client|buyer|agency|contracting authority|issued by|issuing office|procuring entity|auftraggeber(?:in)?|"
              + "vergabestelle|öffentlicher auftraggeber|ausschreibende stelle|beschaffer");
  static final Pattern PROCEDURE =
      label("procedure|procurement procedure|verfahrensart|vergabeart|vergabeverfahren");
  static final Pattern NOTICE_ID =
      label(
          "reference|reference number|solicitation number|rfq number|notice id|notice number|vergabenummer|aktenzeichen|referenznummer");
  static final Pattern WEBSITE = label("website|web site|internet|webseite|url");
  static final Pattern COUNTRY = label("country|land");
  static final Pattern GOAL = label("goal|objective|objectives|ziel|zielsetzung|projektziel");
  static final Pattern START =
      label(
          "start|contract start|start date|period of performance start|vertragsbeginn|leistungsbeginn|beginn");
  static final Pattern END = label("end|contract end|end date|vertragsende|leistungsende|ende");

  private static final int LONGEST = 300;

  private Labels() {}

  private static Pattern label(String words) {
    return Pattern.compile(
        "^(?:" + words + ")\\s*[:|–-]\\s*(\\S.*)$",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  static Optional<String> value(Pattern label, String line) {
    Matcher matcher = label.matcher(line);
    return matcher.matches() && matcher.group(1).length() <= LONGEST
        ? Optional.of(matcher.group(1).strip())
        : Optional.empty();
  }
}
