package bidloom.cli;

import bidloom.domain.Notice;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Requirements as lines for people. */
final class RequirementsText {
  private static final int WIDEST = 96;

  private final PrintWriter out;

  RequirementsText(PrintWriter out) {
    this.out = out;
  }

  void print(Path file, Notice notice) {
    out.printf("%s (%s)%n", file, notice.format());
    print(notice.requirements());
    out.println();
  }

  void print(Requirements requirements) {
    for (RequirementField field : RequirementField.values()) {
      Object value = requirements.values().get(field.wireName());
      if (value != null && field != RequirementField.FOUND && field != RequirementField.CONTACTS) {
        out.printf(
            "  %-20s %s%s%n",
            field.wireName(), Shown.line(value, WIDEST), sure(requirements, field));
      }
    }
  }

  private static String sure(Requirements requirements, RequirementField field) {
    Optional<Requirements.Found> found = requirements.found(field);
    return found
        .filter(f -> f.confidence() < 100)
        .map(f -> "  (%d %%, %s)".formatted(f.confidence(), f.where()))
        .orElse("");
  }
}
