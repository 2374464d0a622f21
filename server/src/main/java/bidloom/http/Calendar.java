package bidloom.http;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.Requirements;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Deadlines as a calendar (iCalendar, RFC 5545): one event a bid, at the moment of the deadline.
 */
final class Calendar {
  static final String MEDIA_TYPE = "text/calendar";
  static final String BEGIN =
      """
      BEGIN:VCALENDAR\r
      VERSION:2.0\r
      PRODID:-//Bidloom//Deadlines//EN\r
      X-WR-CALNAME:Bid deadlines\r
      """;
  static final String END = "END:VCALENDAR\r\n";

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final int LINE_OCTETS = 75;

  private Calendar() {}

  /** The event of a bid; empty text where it has no deadline that a calendar can hold. */
  static String event(Bid bid) {
    return bid.requirements()
        .deadline()
        .filter(deadline -> !deadline.instant().isAfter(LAST))
        .filter(deadline -> !deadline.instant().isBefore(FIRST))
        .map(deadline -> event(bid, deadline))
        .orElse("");
  }

  private static String event(Bid bid, Requirements.Deadline deadline) {
    StringBuilder event = new StringBuilder();
    String customer = bid.text(BidField.CUSTOMER_NAME).map(name -> " (" + name + ")").orElse("");
    line(event, "BEGIN:VEVENT");
    line(event, "UID:" + escaped(bid.id().value()) + "@bidloom");
    line(event, "SEQUENCE:" + Math.min(bid.version(), Integer.MAX_VALUE));
    line(event, "DTSTAMP:" + UTC.format(bid.updatedAt()));
    line(event, "DTSTART:" + UTC.format(deadline.instant()));
    line(event, "DURATION:PT0S");
    line(event, "SUMMARY:" + escaped(bid.text(BidField.TITLE).orElse("Untitled bid") + customer));
    line(event, "DESCRIPTION:" + escaped("Status: " + bid.status().wireName()));
    line(event, "TRANSP:TRANSPARENT");
    line(event, "END:VEVENT");
    return event.toString();
  }

  /** TEXT of section 3.3.11; control characters have no place in it. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\r\n|\r|\n", "\\\\n")
        .replaceAll("\\p{Cntrl}", "");
  }

  /** A content line, folded between characters at 75 octets (section 3.1). */
  private static void line(StringBuilder out, String content) {
    int octets = 0;
    for (int i = 0; i < content.length(); ) {
      String character = Character.toString(content.codePointAt(i));
      int size = character.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > LINE_OCTETS) {
        out.append("\r\n ");
        octets = 1;
      }
      out.append(character);
      octets += size;
      i += character.length();
    }
    out.append("\r\n");
  }
}
