package bidloom.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The model checker, in a process of its own for each configuration. */
final class Tlc {
  /** The folder of the modules, with the configurations in folders of it. */
  static final Path MODEL = Path.of("src/main/tla").toAbsolutePath();

  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Path scratch;
  private final String tools;

  /**
   * A model checker.
   *
   * @param scratch a folder for its states and for the standard modules, which it unpacks
   */
  Tlc(Path scratch) {
    this.scratch = scratch;
    this.tools = tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  /**
   * Checks a configuration to its end.
   *
   * @param configuration a path below the model, {@code folder/Module.Name.cfg}
   */
  Verdict check(String configuration, String... options) throws IOException, InterruptedException {
    String name = Path.of(configuration).getFileName().toString();
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-workers", "2", "-nowarning"));
    command.addAll(List.of("-metadir", scratch.resolve(name).toString()));
    command.addAll(List.of("-config", configuration));
    command.addAll(List.of(options));
    command.add(name.substring(0, name.indexOf('.')) + ".tla");
    long before = System.nanoTime();
    Path output = scratch.resolve(name + ".txt");
    Process process =
        new ProcessBuilder(command)
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

  private List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseParallelGC",
        "-Xmx2g",
        "-Djava.io.tmpdir=" + scratch,
        "-cp",
        tools,
        "tlc2.TLC");
  }
}
