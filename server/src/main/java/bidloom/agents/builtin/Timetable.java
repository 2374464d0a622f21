package bidloom.agents.builtin;

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
import java.util.TreeMap;

/** Is there time: to write the bid, and to do the work with the people that are free. */
record Timetable(int peopleAvailable) {
  private static final int WORK_DAYS_A_MONTH = 18;

  /** A duration below this is a slip of the pen. */
  private static final double SHORTEST_MONTHS = 0.1;

  private static final double DAYS_A_MONTH = 30.4;
  private static final int SHORT = 14;

  void judge(Look look, Instant at, Optional<Workload> work) {
    Map<String, Object> timeline = new TreeMap<>();
    List<String> risks = new ArrayList<>();
    look.requirements()
        .deadline()
        .ifPresentOrElse(
            deadline -> risks.addAll(deadline(look, deadline, at, timeline)),
            () -> look.finding().unknown("the submission deadline", 12));
    Optional<Double> months = months(look.requirements());
    if (months.isEmpty()) {
      look.finding().unknown("the duration of the project", 8);
    } else if (work.isPresent()) {
      risks.addAll(delivery(look, months.get(), work.get(), timeline));
    }
    timeline.put("risks", risks);
    risks.forEach(look.finding()::because);
    look.finding().with("timeline", timeline);
  }

  private static List<String> deadline(
      Look look, Requirements.Deadline deadline, Instant at, Map<String, Object> timeline) {
    long days = Duration.between(at, deadline.instant()).toDays();
    boolean past = deadline.instant().isBefore(at);
    timeline.put("daysToDeadline", days);
    timeline.put("pressure", past ? "past" : pressure(days));
    look.factors().add(past ? 0 : Curve.at((double) days, 2, 10, 7, 40, 14, 62, 30, 90), 0.2);
    look.finding()
        .evidence(
            "submissionDeadline: " + deadline.instant().atZone(deadline.zone()).toLocalDate(),
            "the day of the evaluation",
            past ? "the deadline has passed" : Wording.count(days, "day") + " to write the bid");
    if (past) {
      return List.of("The submission deadline has passed.");
    }
    return days >= SHORT
        ? List.of()
        : List.of("Only %s are left to write the bid.".formatted(Wording.count(days, "day")));
  }

  private static String pressure(long days) {
    return days < 7 ? "very high" : days < SHORT ? "high" : days < 25 ? "medium" : "low";
  }

  private List<String> delivery(
      Look look, double months, Workload work, Map<String, Object> timeline) {
    double people = work.days() / (Math.max(months, SHORTEST_MONTHS) * WORK_DAYS_A_MONTH);
    boolean realistic = people <= peopleAvailable;
    timeline.put("realistic", realistic);
    timeline.put("peopleNeeded", Math.ceil(people));
    look.factors().add(Curve.at(people / peopleAvailable, 0.5, 90, 1, 65, 2, 20, 3, 5), 0.15);
    look.finding()
        .evidence(
            "durationMonths: " + String.format(Locale.ROOT, "%.0f", months),
            "capacity.peopleAvailable " + peopleAvailable,
            "needs about " + Wording.count((long) Math.ceil(people), "full-time post"));
    return realistic
        ? List.of()
        : List.of(
            "The schedule needs about %.0f people; %d are free."
                .formatted(Math.ceil(people), peopleAvailable));
  }

  private static Optional<Double> months(Requirements requirements) {
    Optional<LocalDate> start = requirements.date(RequirementField.START);
    Optional<LocalDate> end = requirements.date(RequirementField.END);
    return requirements
        .number(RequirementField.DURATION_MONTHS)
        .map(Number::doubleValue)
        .or(() -> start.flatMap(s -> end.map(e -> ChronoUnit.DAYS.between(s, e) / DAYS_A_MONTH)))
        .filter(months -> months > 0);
  }
}
