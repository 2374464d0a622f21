package bidloom.bench.torture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code ./dev torture [--seconds N] [--seed N] [--stage postgres|sqlite] [--without GUARD |
 * --guards]}.
 */
public final class Main {
  private static final String SECONDS = "600";
  private static final String SECONDS_A_GUARD = "25";
  private static final Path APPLICATION = Path.of("cli/target/quarkus-app").toAbsolutePath();
  private static final Path SOURCES = Path.of("server/src/main/java").toAbsolutePath();

  private final List<String> words;
  private final long seed;

  private Main(List<String> words) {
    this.words = words;
    long drawn = ThreadLocalRandom.current().nextLong(1_000_000);
    this.seed = Long.parseLong(value("--seed", String.valueOf(drawn)));
  }

  /** Ends with 1 where a guarantee is contradicted or was never put to the test. */
  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(Main::leaveNothingBehind));
    Main main = new Main(List.of(args));
    boolean good = main.words.contains("--guards") ? main.guards() : main.torture();
    System.exit(good ? 0 : 1);
  }

  /** However it ends: no server and no database of it goes on alone. */
  private static void leaveNothingBehind() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private String value(String option, String otherwise) {
    int at = words.indexOf(option);
    return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : otherwise;
  }

  private boolean torture() throws Exception {
    String without = value("--without", "");
    if (!without.isEmpty()) {
      return found(Guard.named(without)).isEmpty();
    }
    String only = value("--stage", "");
    List<String> stages = only.isEmpty() ? List.of("sqlite", "postgres") : List.of(only);
    int seconds = Integer.parseInt(value("--seconds", SECONDS));
    boolean held = true;
    for (String stage : stages) {
      Torture torture = new Torture(APPLICATION.resolve("quarkus-run.jar"), seed, true);
      held &= torture.run(stage, seconds / stages.size()).held();
    }
    System.out.println(held ? "\nEvery guarantee held." : "\nNot every guarantee held.");
    return held;
  }

  /** Takes one guard away after the other; good where each is missed. */
  private boolean guards() throws Exception {
    StringBuilder table = new StringBuilder();
    boolean allFound = true;
    for (Guard guard : Guard.ALL) {
      List<String> broken = found(guard);
      allFound &= !broken.isEmpty();
      table.append("  %-16s %s%n".formatted(guard.name(), broken.isEmpty() ? "NOT FOUND" : broken));
    }
    System.out.printf("%nWithout the guard, these guarantees were seen broken:%n%s", table);
    return allFound;
  }

  private List<String> found(Guard guard) throws Exception {
    Path folder = Files.createTempDirectory("bidloom-unguarded");
    try {
      Path application = Unguarded.without(guard, APPLICATION, SOURCES, folder);
      int seconds = Integer.parseInt(value("--seconds", SECONDS_A_GUARD));
      System.out.printf("%n== without %s%n", guard.name());
      return new Torture(application, seed, guard.faults()).run(guard.stage(), seconds).broken();
    } finally {
      Torture.delete(folder);
    }
  }
}
