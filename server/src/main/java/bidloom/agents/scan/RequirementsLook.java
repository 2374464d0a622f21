package bidloom.agents.scan;

import bidloom.agents.Agent;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Which part of the company the work is for, from what the tender asks for. */
final class RequirementsLook implements Agent {
  static final String NAME = "requirements";
  private static final Set<RequirementField> READS =
      Set.of(
          RequirementField.TITLE,
          RequirementField.DESCRIPTION,
          RequirementField.TECHNOLOGIES,
          RequirementField.INDUSTRY);
  private static final int TITLE_WEIGHT = 3;
  private static final int SURE = 90;
  private static final int UNSURE = 30;
  private static final int PER_POINT = 12;

  private final List<BusinessLine> lines;

  RequirementsLook(List<BusinessLine> lines) {
    this.lines = List.copyOf(lines);
  }

  /** How well a business line fits, and the words that say so. */
  private record Fit(BusinessLine line, int points, Set<String> words) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> inputs() {
    Set<String> inputs = new LinkedHashSet<>();
    READS.forEach(field -> inputs.add(field.fieldName()));
    return Set.copyOf(inputs);
  }

  @Override
  public AgentOutput work(AgentTask task, Progress progress) {
    Requirements requirements = task.requirements();
    List<Fit> fits =
        lines.stream()
            .map(line -> fit(line, requirements))
            .sorted(Comparator.comparingInt(Fit::points).reversed())
            .toList();
    Map<String, Object> result = new LinkedHashMap<>();
    if (fits.isEmpty() || fits.getFirst().points == 0) {
      result.put("reasoning", "The tender names nothing that a business line of ours works on.");
      result.put("alternatives", List.of());
      result.put("requiredSkills", List.of());
      return new AgentOutput(OptionalInt.empty(), UNSURE, "For no business line of ours.", result);
    }
    Fit best = fits.getFirst();
    int confidence = Math.min(UNSURE + best.points * PER_POINT, SURE);
    result.put("businessLine", best.line.name());
    result.put("reasoning", "The tender speaks of " + String.join(", ", best.words) + ".");
    result.put("alternatives", alternatives(fits));
    result.put("requiredSkills", best.line.skills());
    return new AgentOutput(
        OptionalInt.empty(), confidence, "For the business line " + best.line.name() + ".", result);
  }

  private static List<String> alternatives(List<Fit> fits) {
    List<String> alternatives = new ArrayList<>();
    for (Fit fit : fits.subList(1, fits.size())) {
      if (fit.points > 0) {
        alternatives.add(fit.line.name());
      }
    }
    return alternatives;
  }

  private static Fit fit(BusinessLine line, Requirements requirements) {
    String title = lower(requirements, RequirementField.TITLE);
    String rest =
        lower(requirements, RequirementField.DESCRIPTION)
            + " "
            + lower(requirements, RequirementField.INDUSTRY)
            + " "
            + String.join(" ", requirements.texts(RequirementField.TECHNOLOGIES))
                .toLowerCase(Locale.ROOT);
    Set<String> words = new LinkedHashSet<>();
    int points = 0;
    for (String keyword : line.keywords()) {
      String word = keyword.toLowerCase(Locale.ROOT);
      int found = title.contains(word) ? TITLE_WEIGHT : rest.contains(word) ? 1 : 0;
      points += found;
      if (found > 0) {
        words.add(keyword);
      }
    }
    return new Fit(line, points, words);
  }

  private static String lower(Requirements requirements, RequirementField field) {
    return requirements.text(field).orElse("").toLowerCase(Locale.ROOT);
  }
}
