package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rough estimate of the work from what the tender lists: the usual size of such a project, more
 * for every listed item and lot, and the days of operation per month.
 *
 * @param days person days
 * @param basis what was counted, for people
 */
record Workload(int days, String basis) {
  private static final Map<String, Integer> USUAL_DAYS =
      Map.ofEntries(
          Map.entry("web_portal", 260),
          Map.entry("software_development", 280),
          Map.entry("integration", 120),
          Map.entry("website", 150),
          Map.entry("mobile_app", 180),
          Map.entry("operation", 80),
          Map.entry("it_consulting", 110),
          Map.entry("data", 220),
          Map.entry("gis", 200),
          Map.entry("it_services", 180),
          Map.entry("testing", 90),
          Map.entry("accessibility", 40),
          Map.entry("ecommerce", 220),
          Map.entry("ticketing", 180),
          Map.entry("documents", 260),
          Map.entry("elearning", 180),
          Map.entry("crm", 260));

  private static final double BESIDE = 0.3;
  private static final double MAIN_SHARE = 0.35;
  private static final int PER_ITEM = 9;
  private static final int MOST_ITEMS = 30;
  private static final int PER_LOT = 40;
  private static final int MOST_LOTS = 10;
  private static final int PER_MONTH_OF_OPERATION = 4;
  private static final int MOST_MONTHS = 60;
  private static final List<RequirementField> LISTS =
      List.of(
          RequirementField.SCOPE, RequirementField.KEY_REQUIREMENTS, RequirementField.DELIVERABLES);

  /** Empty for work that the company has no figures for. */
  static Optional<Workload> of(Requirements requirements, Subject subject) {
    Map<String, Double> concepts = subject.concepts();
    double heaviest = concepts.values().stream().mapToDouble(w -> w).max().orElse(0);
    List<Integer> sizes =
        concepts.entrySet().stream()
            .filter(
                e -> e.getValue() >= MAIN_SHARE * heaviest && USUAL_DAYS.containsKey(e.getKey()))
            .map(e -> USUAL_DAYS.get(e.getKey()))
            .sorted((a, b) -> b - a)
            .toList();
    if (sizes.isEmpty() || subject.itShare() < 0.5) {
      return Optional.empty();
    }
    double base = sizes.getFirst();
    for (int size : sizes.subList(1, sizes.size())) {
      base += BESIDE * size;
    }
    return Optional.of(count(requirements, base, concepts.containsKey("operation")));
  }

  private static Workload count(Requirements requirements, double base, boolean operation) {
    int items =
        Math.min(MOST_ITEMS, LISTS.stream().mapToInt(f -> requirements.texts(f).size()).sum());
    int lots = Math.clamp(requirements.lots().size() - 1L, 0, MOST_LOTS);
    int months =
        operation
            ? Math.min(
                MOST_MONTHS,
                requirements
                    .number(RequirementField.DURATION_MONTHS)
                    .map(Number::intValue)
                    .orElse(0))
            : 0;
    double days =
        base + PER_ITEM * items + PER_LOT * lots + PER_MONTH_OF_OPERATION * (double) months;
    return new Workload(
        (int) Math.round(days / 10) * 10,
        "the usual size of such a project, %s and %s"
            .formatted(Wording.count(items, "listed item"), Wording.count(lots + 1L, "lot")));
  }
}
