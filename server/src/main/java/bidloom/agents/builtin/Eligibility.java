package bidloom.agents.builtin;

import bidloom.agents.CompanyProfile;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * May the company bid at all? The gate before every score: the deadline, mandatory certificates, a
 * minimum turnover, a number of references.
 */
final class Eligibility {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final Pattern TURNOVER =
      Pattern.compile(
          "(?:minim\\w* (?:\\w+ ){0,3}turnover|turnover of (?:at least|no less than|minimum)|turnover[^.\\d]{0,40}(?:at least|minimum|exceed)"
              + "|mindest(?:jahres)?umsatz|(?:jahres|gesamt)?umsatz\\w*[^.\\d]{0,50}(?:mindestens|mind\\.))[^.\\d]{0,60}?"
              + "(?:(EUR|€|GBP|£|USD|\\$|CHF)\\s*)?(\\d{1,3}(?:[.,' ]\\d{3})+|\\d+(?:[.,]\\d+)?)\\s*(mio\\.?|million(?:en)?|mill?\\.?|m\\b|k\\b|tsd\\.?|tausend)?\\s*(EUR|euro|€|GBP|£|USD|\\$|CHF)?",
          FLAGS);
  private static final Pattern COUNT =
      Pattern.compile(
          "\\b(\\d{1,2}|one|two|three|four|five|eine?|zwei|drei|vier|fünf) (?:[\\p{L}-]+ ){0,3}"
              + "(?:references?|referenz|projects?|projekte?n?|contracts?|aufträge)",
          FLAGS);

  /** Certificates of a company; others (ITIL, PRINCE2) are held by people or stand for a method. */
  private static final Pattern OF_COMPANIES =
      Pattern.compile(
          "\\biso\\b|\\bc5\\b|tisax|soc 2|fedramp|grundschutz|cmmi|haccp|emas|cyber essentials",
          FLAGS);

  private static final Pattern WISH =
      Pattern.compile(
          "desirable|preferred|nice to have|optional|would be an advantage|wünschenswert|von vorteil|nicht zwingend",
          FLAGS);
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("zwei", 2),
          Map.entry("drei", 3),
          Map.entry("vier", 4),
          Map.entry("fünf", 5));
  private static final Map<String, String> SIGNS =
      Map.of("€", "EUR", "£", "GBP", "$", "USD", "EURO", "EUR");
  private static final Set<RequirementField> CONDITIONS =
      Set.of(
          RequirementField.DESCRIPTION,
          RequirementField.KEY_REQUIREMENTS,
          RequirementField.CONSTRAINTS);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);
  private static final int MOST_REFERENCES = 10;

  private final CompanyProfile profile;

  Eligibility(CompanyProfile profile) {
    this.profile = profile;
  }

  /**
   * What bars the company from bidding.
   *
   * @param kind deadline, certificate, turnover or reference
   * @param reason one sentence
   */
  record Bar(String kind, String reason) {}

  /** Every bar; none where the company may bid. */
  List<Bar> bars(Requirements requirements, Instant at, int comparableReferences) {
    List<Bar> bars = new ArrayList<>();
    deadline(requirements, at).ifPresent(bars::add);
    certificates(requirements, bars);
    turnover(requirements).ifPresent(bars::add);
    references(requirements, comparableReferences).ifPresent(bars::add);
    return bars;
  }

  private void certificates(Requirements requirements, List<Bar> bars) {
    List<String> sentences = Clause.sentences(Passages.all(requirements, CONDITIONS));
    for (String wanted : requirements.texts(RequirementField.CERTIFICATES)) {
      boolean mandatory =
          OF_COMPANIES.matcher(wanted).find()
              && sentences.stream().noneMatch(s -> s.contains(wanted) && WISH.matcher(s).find());
      if (mandatory && !Certificates.held(wanted, profile.company().certificates())) {
        bars.add(
            new Bar(
                "certificate",
                "The certificate %s is mandatory; we do not hold it.".formatted(wanted)));
      }
    }
  }

  private static Optional<Bar> deadline(Requirements requirements, Instant at) {
    return requirements
        .deadline()
        .filter(deadline -> !deadline.instant().isAfter(at))
        .map(
            deadline ->
                new Bar(
                    "deadline",
                    "The submission deadline has passed (%s)."
                        .formatted(DAY.format(deadline.instant().atZone(deadline.zone())))));
  }

  private Optional<Bar> turnover(Requirements requirements) {
    Matcher matcher = TURNOVER.matcher(Passages.all(requirements, CONDITIONS));
    while (matcher.find()) {
      String currency = currency(matcher.group(1), matcher.group(4));
      Optional<BigDecimal> wanted =
          amount(matcher.group(2), matcher.group(3))
              .flatMap(
                  a ->
                      Optional.ofNullable(profile.capacity().exchangeRates().get(currency))
                          .map(a::multiply));
      if (wanted.isPresent() && wanted.get().compareTo(profile.company().annualTurnover()) > 0) {
        return Optional.of(
            new Bar(
                "turnover",
                "A yearly turnover of %s is asked for (\"%s\"); ours is %s."
                    .formatted(
                        Money.of(profile).show(wanted.get().doubleValue()),
                        Wording.quote(matcher.group()),
                        Money.of(profile).show(profile.company().annualTurnover().doubleValue()))));
      }
    }
    return Optional.empty();
  }

  private String currency(
      @org.jspecify.annotations.Nullable String before,
      @org.jspecify.annotations.Nullable String after) {
    String written = before != null ? before : after != null ? after : profile.company().currency();
    String upper = written.toUpperCase(Locale.ROOT);
    return SIGNS.getOrDefault(upper, upper);
  }

  private static Optional<BigDecimal> amount(
      String digits, @org.jspecify.annotations.Nullable String unit) {
    boolean grouped = digits.matches("\\d{1,3}(?:[.,' ]\\d{3})+");
    BigDecimal number =
        new BigDecimal(grouped ? digits.replaceAll("\\D", "") : digits.replace(',', '.'));
    String scale = unit == null ? "" : unit.toLowerCase(Locale.ROOT);
    BigDecimal amount =
        scale.startsWith("m")
            ? number.movePointRight(6)
            : scale.startsWith("k") || scale.startsWith("t") ? number.movePointRight(3) : number;
    // A small bare number is a count of years or a paragraph, not a turnover.
    return amount.compareTo(BigDecimal.valueOf(10_000)) < 0
        ? Optional.empty()
        : Optional.of(amount);
  }

  private static Optional<Bar> references(Requirements requirements, int comparable) {
    List<String> required = requirements.texts(RequirementField.REQUIRED_REFERENCES);
    int wanted = referencesWanted(required);
    return wanted > comparable
        ? Optional.of(
            new Bar(
                "reference",
                "%s asked for (\"%s\"); we can show %d."
                    .formatted(
                        wanted == 1
                            ? "One comparable reference is"
                            : wanted + " comparable references are",
                        Wording.quote(required.getFirst()),
                        comparable)))
        : Optional.empty();
  }

  /** How many references are asked for: the largest number named, 0 where none is. */
  static int referencesWanted(List<String> required) {
    int most = 0;
    for (String text : required) {
      Matcher matcher = COUNT.matcher(text);
      while (matcher.find()) {
        String word = matcher.group(1).toLowerCase(Locale.ROOT);
        int number =
            Character.isDigit(word.charAt(0))
                ? Integer.parseInt(word)
                : NUMBERS.getOrDefault(word, 1);
        most = Math.max(most, number <= MOST_REFERENCES ? number : 0);
      }
    }
    return most;
  }
}
