package bidloom.cli;

import java.io.PrintWriter;
import java.util.Optional;

/** A revision as people read it: version, time, who and why, and each change on a line. */
final class RevisionText {
  private static final int WIDEST = 60;

  private final PrintWriter out;

  RevisionText(PrintWriter out) {
    this.out = out;
  }

  void print(Part revision) {
    out.printf(
        "version %s  %s  %s  %s%n",
        revision.value("version").orElse("?"),
        Shown.time(revision.text("at")),
        revision.text("actor").orElse("?"),
        Shown.line(revision.text("reason").orElse(""), WIDEST));
    revision.list("changes").forEach(change -> out.println("  " + line(change)));
  }

  /** One field, from which value to which. */
  static String line(Part change) {
    String field = change.text("field").orElse("?");
    return change.flag("omitted")
        ? field + ": changed (too long to show)"
        : "%s: %s → %s"
            .formatted(field, value(change.value("before")), value(change.value("after")));
  }

  static String value(Optional<Object> value) {
    return value.map(some -> Shown.line(some, WIDEST)).orElse("(nothing)");
  }
}
