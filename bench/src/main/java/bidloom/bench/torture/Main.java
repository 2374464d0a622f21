package bidloom.bench.torture;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** {@code ./dev torture [--seconds N] [--seed N] [--stage postgres|sqlite]}. */
public final class Main {
  private static final int SECONDS = 600;

  private Main() {}

  /** Ends with 1 where a guarantee is contradicted or was never put to the test. */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    int seconds = Integer.parseInt(value(words, "--seconds", String.valueOf(SECONDS)));
    long drawn = ThreadLocalRandom.current().nextLong(1_000_000);
    long seed = Long.parseLong(value(words, "--seed", String.valueOf(drawn)));
    String only = value(words, "--stage", "");
    List<String> stages = only.isEmpty() ? List.of("sqlite", "postgres") : List.of(only);
    Path application = Path.of("cli/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    boolean held = true;
    for (String stage : stages) {
      held &= new Torture(application, seed).run(stage, seconds / stages.size());
    }
    System.out.println(held ? "\nEvery guarantee held." : "\nNot every guarantee held.");
    System.exit(held ? 0 : 1);
  }

  private static String value(List<String> words, String option, String otherwise) {
    int at = words.indexOf(option);
    return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : otherwise;
  }
}
