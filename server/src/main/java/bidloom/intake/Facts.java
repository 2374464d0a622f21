package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Budget;
import bidloom.domain.Requirements.Classification;
import bidloom.domain.Requirements.Deadline;
import bidloom.domain.Requirements.Found;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a structured notice says, each fact with the path at which it says so. */
final class Facts {
  private static final int CERTAIN = 100;
  private static final int DERIVED = 90;

  private final String format;
  private final Requirements.Builder builder = Requirements.builder();
  private final Set<Classification> codes = new LinkedHashSet<>();
  private final List<String> text = new ArrayList<>();

  Facts(String format) {
    this.format = format;
  }

  void text(RequirementField field, Optional<String> value, String path) {
    value.map(String::strip).filter(v -> !v.isEmpty()).ifPresent(v -> put(field, v, path));
  }

  void put(RequirementField field, Object value, String path) {
    builder.put(field, value, new Found(CERTAIN, path, Optional.empty()));
  }

  void list(RequirementField field, List<?> values, String path) {
    if (!values.isEmpty()) {
      put(field, List.copyOf(values), path);
    }
  }

  void derived(RequirementField field, Optional<String> value, String from) {
    value.ifPresent(v -> builder.put(field, v, new Found(DERIVED, from, Optional.empty())));
  }

  void deadline(Optional<Deadline> deadline, String path) {
    deadline.ifPresent(d -> put(RequirementField.SUBMISSION_DEADLINE, Requirements.value(d), path));
  }

  void budget(
      Optional<BigDecimal> min, Optional<BigDecimal> max, Optional<String> currency, String path) {
    Budget budget = new Budget(min, max, currency);
    budget
        .amount()
        .ifPresent(known -> put(RequirementField.BUDGET, Requirements.value(budget), path));
  }

  /** The first code is the main one. A CPV code loses its check digit. */
  void code(String scheme, Optional<String> code) {
    code.map(String::strip)
        .map(c -> scheme.equals("CPV") && c.length() > 8 ? c.substring(0, 8) : c)
        .filter(c -> !c.isEmpty())
        .ifPresent(c -> codes.add(new Classification(scheme, c)));
  }

  void codesFrom(String path) {
    list(
        RequirementField.CLASSIFICATION_CODES,
        codes.stream().map(Requirements::value).toList(),
        path);
    derived(RequirementField.INDUSTRY, codes.stream().findFirst().flatMap(Industries::of), path);
  }

  /** A passage that people read; the rules for free text look through it too. */
  void passage(Optional<String> passage) {
    passage.map(String::strip).filter(p -> !p.isEmpty()).map(Plain::text).ifPresent(text::add);
  }

  boolean has(RequirementField field) {
    return builder.has(field);
  }

  /** The notice; refused where it lacks what makes one. */
  Notice notice() {
    for (RequirementField needed :
        List.of(RequirementField.TITLE, RequirementField.CUSTOMER_NAME)) {
      if (!builder.has(needed)) {
        throw new Refusal.UnsupportedInput(
            "This is the form of a notice (%s) without a %s. Send the published notice."
                .formatted(format, needed == RequirementField.TITLE ? "title" : "buyer"));
      }
    }
    String passages = String.join("\n\n", text);
    FreeText.enrich(builder, passages, "description");
    return new Notice(format, builder.build(), passages);
  }

  /** A lot as a value; unknown members are left out. */
  static Map<String, Object> lot(String id, Optional<String> title, Optional<String> description) {
    return Requirements.value(new Requirements.Lot(id, title, description));
  }
}
