package bidloom.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The model checker, in a process of its own for each configuration. */
final class Tlc {
  /** The folder of the modules, with the configurations in folders of it. */
  static final Path MODEL = Path.of("src/main/tla").toAbsolutePath();

  private static final String TOOLS =
      tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Path scratch;
  private final List<String> machine;
  private final List<String> options;

  private Tlc(Path scratch, List<String> machine, List<String> options) {
    this.scratch = scratch;
    this.machine = machine;
    this.options = options;
  }

  /** For many states: both cores, and all that the compiler can do. */
  static Tlc thorough(Path scratch) {
    return new Tlc(scratch, List.of("-Xmx3g", "-XX:+UseParallelGC"), List.of("-workers", "2"));
  }

  /** As before, and it counts how often each action is taken, which takes twice the time. */
  static Tlc counting(Path scratch) {
    return new Tlc(
        scratch,
        List.of("-Xmx1g", "-XX:+UseParallelGC"),
        List.of("-workers", "2", "-coverage", "60"));
  }

  /** For a counterexample soon: with one worker it is the same each time, and a shortest one. */
  static Tlc quick(Path scratch) {
    return new Tlc(
        scratch,
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of("-workers", "1"));
  }

  /**
   * Checks a configuration to its end.
   *
   * @param configuration a path below the model, {@code folder/Module.Name.cfg}
   */
  Verdict check(String configuration) throws IOException, InterruptedException {
    long before = System.nanoTime();
    String name = Path.of(configuration).getFileName().toString();
    Path output = scratch.resolve(name + ".txt");
    Process process =
        new ProcessBuilder(command(configuration, name))
            .directory(MODEL.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(configuration + " takes longer than " + LONGEST);
      }
    } finally {
      process.destroyForcibly();
    }
    return Verdict.of(configuration, output, Duration.ofNanos(System.nanoTime() - before));
  }

  private List<String> command(String configuration, String name) throws IOException {
    Path unpacked = Files.createTempDirectory(scratch, "modules");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(machine);
    command.add("-Djava.io.tmpdir=" + unpacked);
    command.addAll(List.of("-cp", TOOLS, "tlc2.TLC", "-nowarning"));
    command.addAll(options);
    command.addAll(List.of("-metadir", scratch.resolve(name).toString()));
    command.addAll(List.of("-config", configuration));
    command.add(name.substring(0, name.indexOf('.')) + ".tla");
    return command;
  }
}
