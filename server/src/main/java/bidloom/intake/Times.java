package bidloom.intake;

import bidloom.domain.Requirements.Deadline;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/**
 * Dates and times as notices write them. A deadline that names a day and no time ends with that
 * day, at 23:59.
 */
final class Times {
  /** Of a duration, in any unit: beyond it is no contract. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(100_000);

  private static final LocalTime END_OF_DAY = LocalTime.of(23, 59);
  private static final int DATE_LENGTH = 10;

  /** Where TED notices give a local time: the buyer's. Others of the EU and EEA use Brussels'. */
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("GB", "Europe/London"),
          Map.entry("IE", "Europe/Dublin"),
          Map.entry("PT", "Europe/Lisbon"),
          Map.entry("IS", "Atlantic/Reykjavik"),
          Map.entry("FI", "Europe/Helsinki"),
          Map.entry("EE", "Europe/Tallinn"),
          Map.entry("LV", "Europe/Riga"),
          Map.entry("LT", "Europe/Vilnius"),
          Map.entry("BG", "Europe/Sofia"),
          Map.entry("RO", "Europe/Bucharest"),
          Map.entry("GR", "Europe/Athens"),
          Map.entry("CY", "Asia/Nicosia"),
          Map.entry("DE", "Europe/Berlin"),
          Map.entry("AT", "Europe/Vienna"),
          Map.entry("CH", "Europe/Zurich"));

  private Times() {}

  /**
   * {@code 2026-02-17T16:00:00-06:00}; without an offset it is UTC; a date alone is a whole day.
   */
  static Optional<Deadline> iso(Optional<String> text) {
    return text.map(String::strip)
        .filter(t -> t.length() >= DATE_LENGTH)
        .flatMap(
            t -> {
              try {
                return Optional.of(parseIso(t));
              } catch (DateTimeException notADate) {
                return Optional.empty();
              }
            });
  }

  private static Deadline parseIso(String text) {
    if (text.length() == DATE_LENGTH) {
      return deadline(LocalDate.parse(text).atTime(END_OF_DAY), ZoneOffset.UTC);
    }
    String withT = text.replace(' ', 'T');
    boolean hasOffset =
        withT.endsWith("Z") || withT.indexOf('+') > 0 || withT.lastIndexOf('-') > DATE_LENGTH;
    return hasOffset
        ? deadline(OffsetDateTime.parse(withT))
        : deadline(LocalDateTime.parse(withT), ZoneOffset.UTC);
  }

  /** eForms: {@code 2025-10-06+02:00} and, perhaps, {@code 12:00:00+02:00}. */
  static Optional<Deadline> eforms(Optional<String> date, Optional<String> time) {
    try {
      return date.map(
          d -> {
            LocalDate day = LocalDate.parse(d.strip().substring(0, DATE_LENGTH));
            ZoneOffset offset = offset(d.strip().substring(DATE_LENGTH));
            return time.map(t -> at(day, t.strip(), offset))
                .orElseGet(() -> deadline(day.atTime(END_OF_DAY), offset));
          });
    } catch (DateTimeException | StringIndexOutOfBoundsException notADate) {
      return Optional.empty();
    }
  }

  private static Deadline at(LocalDate day, String time, ZoneOffset dateOffset) {
    int cut = time.indexOf('+') > 0 ? time.indexOf('+') : time.indexOf('-');
    int end = cut > 0 ? cut : time.endsWith("Z") ? time.length() - 1 : time.length();
    LocalTime clock = LocalTime.parse(time.substring(0, end));
    ZoneOffset offset = end < time.length() ? offset(time.substring(end)) : dateOffset;
    return deadline(day.atTime(clock), offset);
  }

  private static ZoneOffset offset(String text) {
    return text.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  /** TED: a date and a time of day where the buyer is. */
  static Optional<Deadline> ted(
      Optional<String> date, Optional<String> time, Optional<String> country) {
    ZoneId zone =
        ZoneId.of(
            country.map(c -> ZONES.getOrDefault(c, "Europe/Brussels")).orElse("Europe/Brussels"));
    try {
      return date.map(
          d ->
              deadline(
                  LocalDate.parse(d.strip())
                      .atTime(
                          time.map(
                                  t ->
                                      LocalTime.parse(
                                          t.strip(), DateTimeFormatter.ofPattern("H:mm")))
                              .orElse(END_OF_DAY)),
                  zone));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** The calendar date at the head of a text. */
  static Optional<String> date(Optional<String> text) {
    try {
      return text.map(String::strip)
          .filter(t -> t.length() >= DATE_LENGTH)
          .map(t -> LocalDate.parse(t.substring(0, DATE_LENGTH)).toString());
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** Whole months of a duration in some unit; unknown for units that are not of the calendar. */
  static Optional<Integer> months(Optional<String> amount, String unit) {
    return amount
        .flatMap(Decimals::of)
        .filter(n -> n.signum() > 0 && n.compareTo(LONGEST) < 0)
        .map(BigDecimal::intValue)
        .filter(n -> n > 0)
        .flatMap(
            n ->
                switch (unit) {
                  case "YEAR", "ANN" -> Optional.of(n * 12);
                  case "MONTH", "MON" -> Optional.of(n);
                  case "WEEK", "WEE" -> Optional.of(Math.max(1, n * 12 / 52));
                  case "DAY" -> Optional.of(Math.max(1, n * 12 / 365));
                  default -> Optional.empty();
                });
  }

  /** Whole months between two dates. */
  static Optional<Integer> monthsBetween(Optional<String> start, Optional<String> end) {
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    Period period =
        Period.between(LocalDate.parse(start.get()), LocalDate.parse(end.get()).plusDays(1));
    return Optional.of((int) period.toTotalMonths()).filter(months -> months > 0);
  }

  private static Deadline deadline(OffsetDateTime time) {
    return new Deadline(time.toInstant(), time.getOffset());
  }

  private static Deadline deadline(LocalDateTime time, ZoneId zone) {
    return new Deadline(time.atZone(zone).toInstant(), zone);
  }
}
