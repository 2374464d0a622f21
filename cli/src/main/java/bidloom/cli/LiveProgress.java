package bidloom.cli;

import bidloom.domain.RunEvent;
import bidloom.domain.RunKind;
import java.io.Console;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The agents at work, a line each, rewritten in place. Shown on a terminal and nowhere else; gone
 * when the decision is there.
 */
final class LiveProgress implements AutoCloseable {
  private static final int BAR = 16;
  private static final int MESSAGE = 70;
  private static final String CLEAR_LINE = "\u001b[2K\r";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final boolean shown;
  private final Map<String, String> lines = new LinkedHashMap<>();
  private int drawn;

  private LiveProgress(PrintWriter out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  static LiveProgress on(PrintWriter out, boolean silenced) {
    return new LiveProgress(
        out,
        !silenced && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  void show(RunKind runKind, RunEvent.Draft event) {
    if (!shown) {
      return;
    }
    String kind = runKind.wireName().replace('_', ' ');
    switch (event.type()) {
      case START -> {
        lines.put(kind, "%s ...".formatted(kind));
        agents(event).forEach(agent -> lines.put(kind + agent, line(agent, 0, "waiting")));
      }
      case AGENT_PROGRESS, AGENT_COMPLETE ->
          lines.put(
              kind + text(event, "agent"),
              line(text(event, "agent"), fraction(event), text(event, "message")));
      case COMPLETE -> {
        lines.keySet().removeIf(key -> key.startsWith(kind) && !key.equals(kind));
        lines.put(kind, "%s: %s".formatted(kind, text(event, "message")));
      }
      case CONFLICT, ERROR, ABORT ->
          lines.put(kind, "%s: %s".formatted(kind, text(event, "message")));
      case DECISION -> {}
    }
    draw();
  }

  private static List<String> agents(RunEvent.Draft event) {
    return event.data().get("agents") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String text(RunEvent.Draft event, String member) {
    return event.data().get(member) instanceof String text ? Shown.line(text, MESSAGE) : "";
  }

  private static double fraction(RunEvent.Draft event) {
    return event.data().get("progress") instanceof BigDecimal number ? number.doubleValue() : 0;
  }

  private static String line(String agent, double fraction, String message) {
    int full = (int) Math.round(fraction * BAR);
    return "  %-14s %s%s %s".formatted(agent, "█".repeat(full), "░".repeat(BAR - full), message);
  }

  private void draw() {
    erase();
    lines.values().forEach(out::println);
    drawn = lines.size();
    out.flush();
  }

  private void erase() {
    if (drawn > 0) {
      out.print("\u001b[%dA".formatted(drawn));
      out.print(CLEAR_LINE + CLEAR_BELOW);
    }
  }

  @Override
  public void close() {
    if (shown) {
      erase();
      drawn = 0;
      lines.clear();
      out.flush();
    }
  }
}
