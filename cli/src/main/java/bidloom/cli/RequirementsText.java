package bidloom.cli;

import bidloom.domain.Notice;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requirements as lines for people. */
final class RequirementsText {
  private static final int WIDEST = 96;
  private static final int MOST = 8;

  private final PrintWriter out;

  RequirementsText(PrintWriter out) {
    this.out = out;
  }

  void print(Path file, Notice notice) {
    out.printf("%s (%s)%n", file, notice.format());
    for (RequirementField field : RequirementField.values()) {
      Object value = notice.requirements().values().get(field.wireName());
      if (value != null && field != RequirementField.FOUND && field != RequirementField.CONTACTS) {
        out.printf(
            "  %-20s %s%s%n", field.wireName(), shown(value), sure(notice.requirements(), field));
      }
    }
    out.println();
  }

  private static String sure(Requirements requirements, RequirementField field) {
    Optional<Requirements.Found> found = requirements.found(field);
    return found
        .filter(f -> f.confidence() < 100)
        .map(f -> "  (%d %%, %s)".formatted(f.confidence(), f.where()))
        .orElse("");
  }

  private static String shown(Object value) {
    String text =
        switch (value) {
          case List<?> list ->
              list.stream()
                      .limit(MOST)
                      .map(RequirementsText::shown)
                      .collect(Collectors.joining(", "))
                  + (list.size() > MOST ? ", and %d more".formatted(list.size() - MOST) : "");
          case Map<?, ?> map ->
              map.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
          default -> String.valueOf(value);
        };
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
  }
}
