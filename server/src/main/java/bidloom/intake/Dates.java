package bidloom.intake;

import bidloom.domain.Requirements.Deadline;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and deadlines in running English and German text. */
final class Dates {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> MONATE =
      List.of("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez");

  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern DOTTED =
      Pattern.compile("\\b(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})\\b");
  private static final Pattern SLASHED = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b");
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?(\\p{L}{3,9})\\.?,?\\s+(\\d{4})\\b");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b(\\p{L}{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,\\s*(\\d{4})\\b");

  private static final Pattern TIME =
      Pattern.compile(
          "\\b(\\d{1,2})[:.](\\d{2})\\s*(am|pm|a\\.m\\.|p\\.m\\.|uhr|h)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOUR =
      Pattern.compile(
          "\\b(\\d{1,2})\\s*(am|pm|a\\.m\\.|p\\.m\\.|uhr)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern DEADLINE =
      Pattern.compile(
          "deadline|due date|due by|due on|closing date|submission|submitted|no later than|response date|responses? due|quotes? due|"
              + "angebotsfrist|abgabefrist|einreichungsfrist|teilnahmefrist|schlusstermin|frist|spätestens|abgabetermin|bis zum",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Dates() {}

  /** A deadline that the line names as one. */
  static Optional<Deadline> deadline(String line, boolean german) {
    if (!DEADLINE.matcher(line).find()) {
      return Optional.empty();
    }
    return first(line)
        .map(
            date -> {
              ZoneId zone = zone(line).orElse(ZoneId.of(german ? "Europe/Berlin" : "UTC"));
              LocalTime time =
                  time(DOTTED.matcher(line).replaceAll(" ")).orElse(LocalTime.of(23, 59));
              return new Deadline(date.atTime(time).atZone(zone).toInstant(), zone);
            });
  }

  /** The first date in a text. */
  static Optional<LocalDate> first(String text) {
    return date(ISO.matcher(text), 1, 2, 3)
        .or(() -> date(DOTTED.matcher(text), 3, 2, 1))
        .or(() -> date(SLASHED.matcher(text), 3, 1, 2))
        .or(() -> named(DAY_FIRST.matcher(text), 1, 2))
        .or(() -> named(MONTH_FIRST.matcher(text), 2, 1));
  }

  private static Optional<LocalDate> date(Matcher matcher, int year, int month, int day) {
    if (!matcher.find()) {
      return Optional.empty();
    }
    return of(number(matcher, year), number(matcher, month), number(matcher, day));
  }

  private static Optional<LocalDate> named(Matcher matcher, int day, int month) {
    while (matcher.find()) {
      String name = matcher.group(month).toLowerCase(Locale.ROOT).substring(0, 3);
      int index = MONTHS.contains(name) ? MONTHS.indexOf(name) : MONATE.indexOf(name);
      if (index >= 0) {
        return of(number(matcher, 3), index + 1, number(matcher, day));
      }
    }
    return Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static Optional<LocalDate> of(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static Optional<LocalTime> time(String line) {
    Matcher minutes = TIME.matcher(line);
    if (minutes.find()) {
      return clock(number(minutes, 1), number(minutes, 2), minutes.group(3));
    }
    Matcher hour = HOUR.matcher(line);
    return hour.find() ? clock(number(hour, 1), 0, hour.group(2)) : Optional.empty();
  }

  private static Optional<LocalTime> clock(
      int hour, int minute, @org.jspecify.annotations.Nullable String half) {
    boolean afternoon = half != null && half.toLowerCase(Locale.ROOT).startsWith("p");
    boolean noonOrMidnight =
        half != null && hour == 12 && half.toLowerCase(Locale.ROOT).matches("[ap].*");
    int hours = noonOrMidnight ? (afternoon ? 12 : 0) : afternoon ? hour + 12 : hour;
    return hours < 24 && minute < 60 ? Optional.of(LocalTime.of(hours, minute)) : Optional.empty();
  }

  private static Optional<ZoneId> zone(String line) {
    if (line.matches(".*\\b(?:ET|EST|EDT|Eastern)\\b.*")) {
      return Optional.of(ZoneId.of("America/New_York"));
    }
    if (line.matches(".*\\b(?:PT|PST|PDT|Pacific)\\b.*")) {
      return Optional.of(ZoneId.of("America/Los_Angeles"));
    }
    if (line.matches(".*\\b(?:CET|CEST|MEZ|MESZ)\\b.*")) {
      return Optional.of(ZoneId.of("Europe/Berlin"));
    }
    if (line.matches(".*\\b(?:GMT|BST)\\b.*")) {
      return Optional.of(ZoneId.of("Europe/London"));
    }
    return Optional.empty();
  }
}
