package bidloom.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the model checker said of a configuration. */
record Verdict(String configuration, String output, Duration took) {
  private static final Pattern VIOLATED =
      Pattern.compile("Error: (?:Invariant|Action property) (\\w+) is violated");
  private static final Pattern DISTINCT =
      Pattern.compile("^\\d+ states generated, (\\d+) distinct states found", Pattern.MULTILINE);
  private static final Pattern ACTION =
      Pattern.compile("^<(\\w+) line [^>]*>: (\\d+):(\\d+)$", Pattern.MULTILINE);

  static Verdict of(String configuration, Path output, Duration took) throws IOException {
    return new Verdict(configuration, Files.readString(output), took);
  }

  /** True where all states were looked at and nothing was wrong. */
  boolean holds() {
    return output.contains("Model checking completed. No error has been found.");
  }

  /** What has a counterexample; temporal properties have no name in it. */
  Optional<String> violated() {
    Matcher named = VIOLATED.matcher(output);
    if (named.find()) {
      return Optional.of(named.group(1));
    }
    if (output.contains("Error: Temporal properties were violated.")) {
      return Optional.of("temporal");
    }
    return output.contains("Error: Deadlock reached.") ? Optional.of("deadlock") : Optional.empty();
  }

  /** The number of different states. */
  long states() {
    Matcher states = DISTINCT.matcher(output);
    return states.find() ? Long.parseLong(states.group(1)) : 0;
  }

  /** How often each action was taken; needs the option {@code -coverage}. */
  Map<String, Long> taken() {
    Map<String, Long> taken = new TreeMap<>();
    Matcher action = ACTION.matcher(output);
    while (action.find()) {
      taken.merge(action.group(1), Long.parseLong(action.group(3)), Math::max);
    }
    return taken;
  }

  @Override
  public String toString() {
    String result = holds() ? "holds" : violated().map(w -> "breaks " + w).orElse("is undecided");
    return "%-36s %-34s %,10d states %6.1f s"
        .formatted(configuration, result, states(), took.toMillis() / 1000.0);
  }
}
