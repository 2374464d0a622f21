package bidloom.agents.builtin;

import bidloom.agents.CompanyProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Does the money fit: the budget against the estimated work, the size against the company. */
final class Pricing {
  private static final int OPEN_PRICE = 58;
  private static final double ADEQUATE = 0.85;

  /** A budget this many times the estimate shows that the estimate misses much of the work. */
  private static final double ROUGH = 2.5;

  private final CompanyProfile.Capacity capacity;
  private final Money money;
  private final double rate;
  private final double cost;

  Pricing(CompanyProfile profile) {
    this.capacity = profile.capacity();
    this.money = Money.of(profile);
    this.rate = capacity.dayRate().doubleValue();
    this.cost = capacity.dayCost().doubleValue();
  }

  void judge(Look look, Optional<Workload> work) {
    Map<String, Object> budget = new TreeMap<>();
    List<String> risks = new ArrayList<>();
    Optional<Double> worth = money.worth(look.requirements());
    if (worth.isEmpty()) {
      open(look, risks);
    }
    work.ifPresent(w -> budget.put("estimatedDays", w.days()));
    if (worth.isPresent() && work.isPresent()) {
      adequacy(look, worth.get(), work.get(), budget);
      risks.addAll(risks(look, worth.get() / price(work.get()), price(work.get())));
    }
    budget.put("risks", risks);
    look.finding().with("budget", budget).with("commercial", commercial(look, worth, work));
  }

  private double price(Workload work) {
    return work.days() * rate;
  }

  private static void open(Look look, List<String> risks) {
    look.factors().add(OPEN_PRICE, 0.4);
    look.finding()
        .unknown("the budget", 20)
        .because(
            look.requirements()
                .budget()
                .map(b -> "The stated budget (%s) can't be meant.".formatted(Money.stated(b)))
                .orElse("The tender names no budget."));
    risks.add("No budget is named: the price must be found without a frame.");
  }

  private void adequacy(Look look, double worth, Workload work, Map<String, Object> budget) {
    double ratio = worth / price(work);
    double usual = 1 - cost / rate;
    double margin = Math.min(1 - work.days() * cost / worth, usual * 1.2);
    budget.put("adequate", ratio >= ADEQUATE);
    budget.put("estimatedMargin", Math.round(100 * margin));
    boolean rough = ratio > ROUGH;
    look.factors().add(rough ? 72 : Curve.at(ratio, 0.3, 10, 0.6, 40, 0.9, 72, 1.2, 92), 0.35);
    look.factors().add(rough ? 70 : Curve.at(margin, -0.2, 5, 0, 25, 0.15, 60, 0.28, 85), 0.2);
    String stated = Money.stated(look.requirements().budget().orElseThrow());
    look.finding()
        .evidence(
            "budget: " + stated,
            "capacity.dayRate %.0f, capacity.dayCost %.0f".formatted(rate, cost),
            ratio >= ADEQUATE
                ? "pays for the estimated work"
                : "pays for %s of it".formatted(Wording.percent(ratio)))
        .because(
            "At our day rate that is %s against a budget of %s."
                .formatted(money.show(price(work)), stated));
  }

  private List<String> risks(Look look, double ratio, double price) {
    if (ratio > ROUGH) {
      look.finding().unknown("how much work stands behind the budget", 8);
      return List.of(
          "The budget is far above the estimate: the scope is larger than the text shows.");
    }
    return ratio >= ADEQUATE
        ? List.of()
        : List.of(
            "The budget is %s of our estimate of %s."
                .formatted(Wording.percent(ratio), money.show(price)));
  }

  private Map<String, Object> commercial(
      Look look, Optional<Double> worth, Optional<Workload> work) {
    Map<String, Object> commercial = new TreeMap<>(Map.of("currency", money.currency()));
    worth
        .or(() -> work.map(this::price))
        .ifPresent(
            revenue -> {
              List<String> risks = size(look, revenue);
              commercial.put("expectedRevenue", Math.round(revenue));
              commercial.put("risks", risks);
              commercial.put("profitability", risks.isEmpty() ? "usual" : "doubtful");
              risks.forEach(look.finding()::because);
              if (worth.isPresent()) {
                look.factors().add(risks.isEmpty() ? 85 : 35, 0.15);
              }
            });
    return commercial;
  }

  private List<String> size(Look look, double revenue) {
    double least = capacity.smallestContract().doubleValue();
    if (revenue < least) {
      look.finding().evidence("budget", "capacity.smallestContract", "too small to pay");
      return List.of(
          "The contract is below the smallest that pays (%s).".formatted(money.show(least)));
    }
    if (revenue > capacity.largestContract().doubleValue()) {
      look.finding().evidence("budget", "capacity.largestContract", "too large to carry alone");
      return List.of(
          "The contract would bind too much of the company (%s).".formatted(money.show(revenue)));
    }
    return List.of();
  }
}
