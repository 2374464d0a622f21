package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.agents.CompanyProfile;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Is it good business? Details: {@code budget {adequate, estimatedDays, estimatedMargin, risks}},
 * {@code timeline {realistic, pressure, daysToDeadline, risks}}, {@code commercial
 * {expectedRevenue, currency, profitability, risks}}.
 */
final class DealRule implements Analyst.Rule {
  static final String NAME = "deal_quality";
  static final Set<RequirementField> READS =
      Reads.subjectAnd(
          RequirementField.BUDGET,
          RequirementField.SUBMISSION_DEADLINE,
          RequirementField.START,
          RequirementField.END,
          RequirementField.DURATION_MONTHS);

  private static final int SURE = 88;
  private static final int NEUTRAL = 50;
  private static final int NOTHING_TO_EARN = 20;
  private static final int OPEN_PRICE = 58;
  private static final double ROUGH = 2.5;
  private static final int WORK_DAYS_A_MONTH = 18;
  private static final double DAYS_A_MONTH = 30.4;

  private final CompanyProfile profile;
  private final Skills skills;
  private final Money money;

  DealRule(CompanyProfile profile, Skills skills) {
    this.profile = profile;
    this.skills = skills;
    this.money = Money.of(profile);
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    Matching matching = Matching.of(requirements, skills);
    Optional<Workload> work =
        matching.foreign() ? Optional.empty() : Workload.of(requirements, matching.subject());
    Finding finding = new Finding();
    Factors factors = new Factors();
    if (matching.foreign()) {
      foreign(matching, finding, factors);
    } else if (work.isEmpty()) {
      finding.unknown("the effort: the company has no figures for such work", 8);
    }
    work.ifPresent(
        w ->
            finding.because(
                "The work is estimated at about %d person days (%s)."
                    .formatted(w.days(), w.basis())));
    budget(requirements, work, finding, factors);
    timeline(requirements, at, work, finding, factors);
    double score = factors.mean(NEUTRAL);
    return finding.output(score, SURE, summary(score, matching, requirements));
  }

  private static void foreign(Matching matching, Finding finding, Factors factors) {
    String subject = matching.subject().names(1).getFirst();
    factors.add(NOTHING_TO_EARN, 0.6);
    finding
        .evidence(
            matching.subject().main().orElseThrow().where(),
            "capacity.dayRates",
            "no rates, people or suppliers for such work")
        .because(
            "We have no rates, people or suppliers for %s, so no margin is in sight."
                .formatted(subject));
  }

  private void budget(
      Requirements requirements, Optional<Workload> work, Finding finding, Factors factors) {
    Map<String, Object> budget = new TreeMap<>();
    Map<String, Object> commercial = new TreeMap<>(Map.of("currency", money.currency()));
    List<String> risks = new ArrayList<>();
    Optional<Double> worth = money.worth(requirements);
    if (worth.isEmpty()) {
      finding
          .unknown("the budget", 20)
          .because(
              requirements
                  .budget()
                  .map(b -> "The stated budget (%s) can't be meant.".formatted(Money.stated(b)))
                  .orElse("The tender names no budget."));
      factors.add(OPEN_PRICE, 0.4);
      risks.add("No budget is named: the price must be found without a frame.");
    }
    work.ifPresent(w -> budget.put("estimatedDays", w.days()));
    if (worth.isPresent() && work.isPresent()) {
      adequacy(requirements, worth.get(), work.get(), finding, factors, budget, risks);
    }
    worth
        .or(() -> work.map(w -> w.days() * rate()))
        .ifPresent(revenue -> commercial(revenue, worth.isPresent(), commercial, finding, factors));
    budget.put("risks", risks);
    finding.with("budget", budget).with("commercial", commercial);
  }

  private double rate() {
    return profile.capacity().dayRate().doubleValue();
  }

  private void adequacy(
      Requirements requirements,
      double worth,
      Workload work,
      Finding finding,
      Factors factors,
      Map<String, Object> budget,
      List<String> risks) {
    double price = work.days() * rate();
    double ratio = worth / price;
    double cost = profile.capacity().dayCost().doubleValue();
    double usual = 1 - cost / rate();
    double margin = Math.min(1 - work.days() * cost / worth, usual * 1.2);
    boolean adequate = ratio >= 0.85;
    budget.put("adequate", adequate);
    budget.put("estimatedMargin", Math.round(100 * margin));
    factors.add(ratio > ROUGH ? 72 : Curve.at(ratio, 0.3, 10, 0.6, 40, 0.9, 72, 1.2, 92), 0.35);
    factors.add(ratio > ROUGH ? 70 : Curve.at(margin, -0.2, 5, 0, 25, 0.15, 60, 0.28, 85), 0.2);
    finding.evidence(
        "budget: " + Money.stated(requirements.budget().orElseThrow()),
        "capacity.dayRate %.0f, capacity.dayCost %.0f".formatted(rate(), cost),
        adequate
            ? "pays for the estimated work"
            : "pays for %s of it".formatted(Wording.percent(ratio)));
    if (ratio > ROUGH) {
      risks.add("The budget is far above the estimate: the scope is larger than the text shows.");
      finding.unknown("how much work stands behind the budget", 8);
    } else if (!adequate) {
      risks.add(
          "The budget is %s of our estimate of %s."
              .formatted(Wording.percent(ratio), money.show(price)));
    }
    finding.because(
        "At our day rate that is %s against a budget of %s."
            .formatted(money.show(price), Money.stated(requirements.budget().orElseThrow())));
  }

  private void commercial(
      double revenue,
      boolean stated,
      Map<String, Object> commercial,
      Finding finding,
      Factors factors) {
    double least = profile.capacity().smallestContract().doubleValue();
    double most = profile.capacity().largestContract().doubleValue();
    commercial.put("expectedRevenue", Math.round(revenue));
    List<String> risks = new ArrayList<>();
    if (revenue < least) {
      risks.add("The contract is below the smallest that pays (%s).".formatted(money.show(least)));
      finding.evidence("budget", "capacity.smallestContract", "too small to pay");
    } else if (revenue > most) {
      risks.add(
          "The contract would bind too much of the company (%s).".formatted(money.show(revenue)));
      finding.evidence("budget", "capacity.largestContract", "too large to carry alone");
    }
    commercial.put("risks", risks);
    commercial.put("profitability", risks.isEmpty() ? "usual" : "doubtful");
    risks.forEach(finding::because);
    if (stated) {
      factors.add(risks.isEmpty() ? 85 : revenue < least ? 30 : 40, 0.15);
    }
  }

  private void timeline(
      Requirements requirements,
      Instant at,
      Optional<Workload> work,
      Finding finding,
      Factors factors) {
    Map<String, Object> timeline = new TreeMap<>();
    List<String> risks = new ArrayList<>();
    deadline(requirements, at, timeline, risks, finding, factors);
    Optional<Double> months = months(requirements);
    if (months.isPresent() && work.isPresent()) {
      delivery(months.get(), work.get(), timeline, risks, finding, factors);
    } else if (months.isEmpty()) {
      finding.unknown("the duration of the project", 8);
    }
    timeline.put("risks", risks);
    risks.forEach(finding::because);
    finding.with("timeline", timeline);
  }

  private static void deadline(
      Requirements requirements,
      Instant at,
      Map<String, Object> timeline,
      List<String> risks,
      Finding finding,
      Factors factors) {
    Optional<Requirements.Deadline> deadline = requirements.deadline();
    if (deadline.isEmpty()) {
      finding.unknown("the submission deadline", 12);
      return;
    }
    long days = Duration.between(at, deadline.get().instant()).toDays();
    boolean past = deadline.get().instant().isBefore(at);
    String pressure =
        past ? "past" : days < 7 ? "very high" : days < 14 ? "high" : days < 25 ? "medium" : "low";
    timeline.put("daysToDeadline", days);
    timeline.put("pressure", pressure);
    factors.add(past ? 0 : Curve.at((double) days, 2, 10, 7, 40, 14, 62, 30, 90), 0.2);
    finding.evidence(
        "submissionDeadline: "
            + deadline.get().instant().atZone(deadline.get().zone()).toLocalDate(),
        "the day of the evaluation",
        past ? "the deadline has passed" : Wording.count(days, "day") + " to write the bid");
    if (past) {
      risks.add("The submission deadline has passed.");
    } else if (days < 14) {
      risks.add("Only %s are left to write the bid.".formatted(Wording.count(days, "day")));
    }
  }

  private void delivery(
      double months,
      Workload work,
      Map<String, Object> timeline,
      List<String> risks,
      Finding finding,
      Factors factors) {
    double people = work.days() / (months * WORK_DAYS_A_MONTH);
    int available = profile.capacity().peopleAvailable();
    boolean realistic = people <= available;
    timeline.put("realistic", realistic);
    timeline.put("peopleNeeded", Math.ceil(people));
    factors.add(Curve.at(people / available, 0.5, 90, 1, 65, 2, 20, 3, 5), 0.15);
    finding.evidence(
        "durationMonths: " + String.format(Locale.ROOT, "%.0f", months),
        "capacity.peopleAvailable %d".formatted(available),
        "needs about %.0f people".formatted(Math.ceil(people)));
    if (!realistic) {
      risks.add(
          "The schedule needs about %.0f people; %d are free."
              .formatted(Math.ceil(people), available));
    }
  }

  private static Optional<Double> months(Requirements requirements) {
    Optional<Double> stated =
        requirements
            .number(RequirementField.DURATION_MONTHS)
            .map(Number::doubleValue)
            .filter(m -> m > 0);
    Optional<LocalDate> start = requirements.date(RequirementField.START);
    Optional<LocalDate> end = requirements.date(RequirementField.END);
    return stated.or(
        () ->
            start
                .flatMap(s -> end.map(e -> ChronoUnit.DAYS.between(s, e) / DAYS_A_MONTH))
                .filter(m -> m > 0));
  }

  private static String summary(double score, Matching matching, Requirements requirements) {
    if (matching.foreign()) {
      return "No margin in sight for %s.".formatted(matching.subject().names(1).getFirst());
    }
    String price =
        requirements.budget().map(b -> "a budget of " + Money.stated(b)).orElse("no budget named");
    return score >= 70
        ? "Commercially sound: %s.".formatted(price)
        : score >= 50
            ? "Commercially acceptable: %s.".formatted(price)
            : "Commercially weak: %s.".formatted(price);
  }
}
