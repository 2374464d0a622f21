package bidloom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@code evaluate} of one notice takes as a whole process, against a Quarkus command that
 * does nothing, in the same packaging, with an AOT cache and the same flags each: run in turn, so
 * that the ratio of the medians holds on a machine whose speed drifts.
 */
final class StartBench {
  private static final int ROUNDS = 15;
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private final Path root;

  StartBench(Path root) {
    this.root = root;
  }

  void run() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("bidloom-bench");
    String notice = root.resolve("examples/web-portal.ocds.json").toString();
    List<String> evaluate =
        trained(work.resolve("evaluate.aot"), "cli", List.of("evaluate", "--offline", notice));
    List<String> empty = trained(work.resolve("empty.aot"), "bench/empty", List.of());
    List<Double> ours = new ArrayList<>();
    List<Double> yardstick = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      yardstick.add(seconds(empty));
      ours.add(seconds(evaluate));
    }
    System.out.printf(
        "start: evaluate one notice %.3f s, empty Quarkus command %.3f s, ratio %.2f"
            + " (medians of %d rounds in turn; goal: at most 2.5)%n",
        median(ours), median(yardstick), median(ours) / median(yardstick), ROUNDS);
  }

  private List<String> trained(Path cache, String module, List<String> arguments)
      throws IOException, InterruptedException {
    seconds(command(module, "-XX:AOTCacheOutput=" + cache, arguments));
    return command(module, "-XX:AOTCache=" + cache, arguments);
  }

  private List<String> command(String module, String cache, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add(cache);
    command.add("-jar");
    command.add(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar").toString());
    command.addAll(arguments);
    return command;
  }

  private static double seconds(List<String> command) throws IOException, InterruptedException {
    long before = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException("exit " + exit + " of " + String.join(" ", command));
    }
    return (System.nanoTime() - before) / 1e9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
