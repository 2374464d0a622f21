package bidloom.cli;

import bidloom.protocol.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a server refused and what to do about it, for whoever is at the command line. */
final class Advice {
  private static final int WIDEST = 400;
  private static final int UNAUTHENTICATED = 401;

  private Advice() {}

  static String on(Problem problem) {
    List<String> lines = new ArrayList<>();
    Part members = Part.of(problem.members());
    lines.add(problem.status() == UNAUTHENTICATED ? "This token is not known." : problem.detail());
    switch (problem.type()) {
      case "/problems/unauthenticated" -> lines.add(Connection.HOW_TO_GET_A_TOKEN);
      case "/problems/run-active" -> active(members.at("activeRun"), lines);
      case "/problems/illegal-transition" ->
          lines.add("It can become: " + String.join(", ", members.texts("legal")) + ".");
      case "/problems/validation" -> {
        lines.clear();
        members.list("errors").forEach(error -> lines.add(error(error)));
      }
      case "/problems/rate-limited", "/problems/unavailable" -> lines.add("Try again later.");
      case "/problems/internal" ->
          lines.add("Tell the operator: request %s.".formatted(problem.instance()));
      default -> {
        // The detail says it.
      }
    }
    return String.join("\n", lines.stream().map(line -> Shown.line(line, WIDEST)).toList());
  }

  private static String error(Part error) {
    return "%s: %s".formatted(error.text("pointer").orElse("/"), error.text("message").orElse(""));
  }

  private static void active(Part run, List<String> lines) {
    lines.add(
        "bidloom run --on-active join follows a run of the same kind, --on-active replace cancels"
            + " it; bidloom cancel %s only stops it.".formatted(run.text("id").orElse("RUN")));
  }
}
