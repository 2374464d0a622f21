package bidloom.agents.builtin;

import bidloom.agents.CompanyProfile;
import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Budget;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Amounts in the company's currency, at the profile's rough rates: good enough to compare sizes.
 *
 * @param currency ISO 4217
 */
record Money(String currency, Map<String, BigDecimal> rates) {
  private static final double THOUSAND = 1_000;

  /** Less is a placeholder ("1.00 EUR") or a unit price, not what a contract is worth. */
  private static final double LEAST_MEANT = 500;

  static Money of(CompanyProfile profile) {
    return new Money(profile.company().currency(), profile.capacity().exchangeRates());
  }

  /** What the tender is worth at most; empty where unknown or in a currency without a rate. */
  Optional<Double> worth(Requirements requirements) {
    return requirements
        .budget()
        .filter(b -> b.amount().orElseThrow().signum() > 0)
        .flatMap(this::in);
  }

  private Optional<Double> in(Budget budget) {
    String from = budget.currency().orElse(currency);
    BigDecimal rate = from.equals(currency) ? BigDecimal.ONE : rates.get(from);
    return Optional.ofNullable(rate)
        .map(r -> budget.amount().orElseThrow().multiply(r).doubleValue())
        .filter(amount -> amount >= LEAST_MEANT);
  }

  /** The budget as the tender states it. */
  static String stated(Budget budget) {
    return String.format(
            Locale.ROOT, "%,.0f %s", budget.amount().orElseThrow(), budget.currency().orElse(""))
        .strip();
  }

  String show(double amount) {
    double rounded = amount >= THOUSAND ? Math.round(amount / THOUSAND) * THOUSAND : amount;
    return String.format(Locale.ROOT, "%,.0f %s", rounded, currency);
  }
}
