package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.agents.CompanyProfile;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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

  private final Skills skills;
  private final Pricing pricing;
  private final Timetable timetable;

  DealRule(CompanyProfile profile, Skills skills) {
    this.skills = skills;
    this.pricing = new Pricing(profile);
    this.timetable = new Timetable(profile.capacity().peopleAvailable());
  }

  @Override
  public AgentOutput judge(Requirements requirements, Instant at) {
    Matching matching = Matching.of(requirements, skills);
    Look look = new Look(requirements, matching, new Finding(), new Factors());
    Optional<Workload> work =
        matching.foreign() ? Optional.empty() : Workload.of(requirements, matching.subject());
    effort(look, work);
    pricing.judge(look, work);
    timetable.judge(look, at, work);
    double score = look.factors().mean(NEUTRAL);
    return look.finding().output(score, SURE, summary(score, look));
  }

  private static void effort(Look look, Optional<Workload> work) {
    if (look.matching().foreign()) {
      foreign(look);
    } else if (work.isEmpty()) {
      look.finding().unknown("the effort: the company has no figures for such work", 8);
    }
    work.ifPresent(
        w ->
            look.finding()
                .because(
                    "The work is estimated at about %d person days (%s)."
                        .formatted(w.days(), w.basis())));
  }

  private static void foreign(Look look) {
    Subject subject = look.matching().subject();
    look.factors().add(NOTHING_TO_EARN, 0.6);
    look.finding()
        .evidence(
            subject.where(), "capacity.dayRates", "no rates, people or suppliers for such work")
        .because(
            "We have no rates, people or suppliers for %s, so no margin is in sight."
                .formatted(subject.names(1).getFirst()));
  }

  private static String summary(double score, Look look) {
    if (look.matching().foreign()) {
      return "No margin in sight for %s.".formatted(look.matching().subject().names(1).getFirst());
    }
    String price =
        look.requirements()
            .budget()
            .map(b -> "a budget of " + Money.stated(b))
            .orElse("no budget named");
    String verdict = score >= 70 ? "sound" : score >= 50 ? "acceptable" : "weak";
    return "Commercially %s: %s.".formatted(verdict, price);
  }
}
