package bidloom.agents.builtin;

import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The texts of a tender that say what it is about, with where each stands and what it counts. */
final class Passages {
  /** The fields that say what a tender is about. */
  static final Set<RequirementField> SUBJECT =
      Set.of(
          RequirementField.TITLE,
          RequirementField.DESCRIPTION,
          RequirementField.PROJECT_GOAL,
          RequirementField.SCOPE,
          RequirementField.KEY_REQUIREMENTS,
          RequirementField.DELIVERABLES,
          RequirementField.TECHNOLOGIES,
          RequirementField.CLASSIFICATION_CODES,
          RequirementField.LOTS);

  private static final double TITLE = 3;
  private static final double GOAL = 1.5;
  private static final double LOT = 1.5;
  private static final double DESCRIPTION = 0.5;
  private static final double ITEM = 0.6;
  private static final int LONGEST = 40_000;

  private Passages() {}

  /**
   * A text of the tender.
   *
   * @param field the wire name of the field that it stands in
   * @param weight what one find in it counts
   */
  record Passage(String field, String text, double weight) {}

  static List<Passage> of(Requirements requirements) {
    List<Passage> passages = new ArrayList<>();
    add(passages, requirements, RequirementField.TITLE, TITLE);
    add(passages, requirements, RequirementField.PROJECT_GOAL, GOAL);
    add(passages, requirements, RequirementField.DESCRIPTION, DESCRIPTION);
    for (RequirementField field :
        List.of(
            RequirementField.SCOPE,
            RequirementField.KEY_REQUIREMENTS,
            RequirementField.DELIVERABLES)) {
      String text = String.join("\n", requirements.texts(field));
      if (!text.isBlank()) {
        passages.add(new Passage(field.wireName(), cut(text), ITEM));
      }
    }
    lots(passages, requirements);
    return passages;
  }

  /** Everything readable, for looks at the wording as a whole. */
  static String all(Requirements requirements, Set<RequirementField> fields) {
    StringBuilder all = new StringBuilder();
    for (RequirementField field : RequirementField.values()) {
      if (fields.contains(field)) {
        requirements.text(field).ifPresent(text -> all.append(text).append("\n\n"));
        requirements.texts(field).forEach(text -> all.append(text).append("\n\n"));
      }
    }
    return cut(all.toString());
  }

  private static void lots(List<Passage> passages, Requirements requirements) {
    String title = requirements.text(RequirementField.TITLE).orElse("").toLowerCase(Locale.ROOT);
    StringBuilder text = new StringBuilder();
    for (Requirements.Lot lot : requirements.lots()) {
      lot.title()
          .filter(name -> !name.toLowerCase(Locale.ROOT).equals(title))
          .ifPresent(name -> text.append(name).append(".\n"));
    }
    if (!text.isEmpty()) {
      passages.add(new Passage("lots", cut(text.toString()), LOT));
    }
  }

  private static void add(
      List<Passage> passages, Requirements requirements, RequirementField field, double weight) {
    requirements
        .text(field)
        .ifPresent(text -> passages.add(new Passage(field.wireName(), cut(text), weight)));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
