package bidloom.intake;

import bidloom.domain.Requirements.Budget;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a contract is worth, in running English and German text. */
final class Money {
  private static final Pattern WORTH =
      Pattern.compile(
          "budget|estimated value|contract value|total value|not to exceed|not-to-exceed|ceiling|maximum value|worth|"
              + "auftragswert|gesamtwert|kostenrahmen|auftragsvolumen|geschätzter wert|finanzrahmen|haushaltsmittel",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final String UNIT = "(k|m|thousand|million|mio\\.?|millionen|t)?";
  private static final String NUMBER =
      "(\\d{1,3}(?:[.,' ]\\d{3}){1,6}(?:[.,]\\d{1,2})?|\\d{1,18}(?:[.,]\\d{1,2})?)";
  private static final Pattern BEFORE =
      Pattern.compile(
          "(€|\\$|£|EUR|USD|GBP|CHF)\\s?" + NUMBER + "\\s?" + UNIT + "\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AFTER =
      Pattern.compile(
          "(?<!\\d)" + NUMBER + "\\s?" + UNIT + "\\s?(€|EUR|USD|GBP|CHF|Euro)(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);

  private record Amount(BigDecimal value, String currency) {}

  private Money() {}

  /** A budget that the line names as one; two amounts of one currency are a range. */
  static Optional<Budget> budget(String line) {
    if (!WORTH.matcher(line).find()) {
      return Optional.empty();
    }
    List<Amount> amounts = amounts(line);
    if (amounts.isEmpty()) {
      return Optional.empty();
    }
    Amount first = amounts.getFirst();
    Amount last = amounts.get(Math.min(1, amounts.size() - 1));
    boolean range = amounts.size() > 1 && first.value.compareTo(last.value) < 0;
    return Optional.of(
        new Budget(
            range ? Optional.of(first.value) : Optional.empty(),
            Optional.of(range ? last.value : first.value),
            Optional.of(first.currency)));
  }

  private static List<Amount> amounts(String line) {
    List<Amount> amounts = new ArrayList<>();
    Matcher before = BEFORE.matcher(line);
    while (before.find()) {
      amount(before.group(2), before.group(3), before.group(1)).ifPresent(amounts::add);
    }
    if (amounts.isEmpty()) {
      Matcher after = AFTER.matcher(line);
      while (after.find()) {
        amount(after.group(1), after.group(2), after.group(3)).ifPresent(amounts::add);
      }
    }
    return amounts;
  }

  private static Optional<Amount> amount(String number, @Nullable String unit, String currency) {
    BigDecimal value = new BigDecimal(plain(number)).multiply(factor(unit));
    return value.signum() > 0 ? Optional.of(new Amount(value, code(currency))) : Optional.empty();
  }

  /** The last separator before one or two digits is the decimal one; all others group thousands. */
  private static String plain(String number) {
    String digits = number.replaceAll("[' ]", "");
    Matcher decimals = Pattern.compile("[.,](\\d{1,2})$").matcher(digits);
    if (decimals.find()) {
      return digits.substring(0, decimals.start()).replaceAll("[.,]", "") + "." + decimals.group(1);
    }
    return digits.replaceAll("[.,]", "");
  }

  private static BigDecimal factor(@Nullable String unit) {
    return switch (unit == null ? "" : unit.toLowerCase(Locale.ROOT)) {
      case "k", "thousand", "t" -> BigDecimal.valueOf(1_000);
      case "m", "million", "mio", "mio.", "millionen" -> BigDecimal.valueOf(1_000_000);
      default -> BigDecimal.ONE;
    };
  }

  private static String code(String currency) {
    return switch (currency.toUpperCase(Locale.ROOT)) {
      case "€", "EURO" -> "EUR";
      case "$" -> "USD";
      case "£" -> "GBP";
      default -> currency.toUpperCase(Locale.ROOT);
    };
  }
}
