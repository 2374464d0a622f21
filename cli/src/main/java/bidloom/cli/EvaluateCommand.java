package bidloom.cli;

import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a notice to a decision, without a server. */
@Command(
    name = "evaluate",
    description = {
      "Reads a notice, lets the agents extract, scan and evaluate it, and says whether to bid.",
      "Nothing is kept unless --db names a database."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "notices or documents")
  List<Path> files;

  @Option(names = "--json", description = "print one JSON document for each file")
  boolean json;

  @Option(names = "--quiet", description = "show no progress")
  boolean quiet;

  @Option(
      names = "--db",
      description = "keep the bid there: jdbc:sqlite:<file> or jdbc:postgresql:...")
  @Nullable String db;

  @Option(names = "--profile", description = "the company's profile (YAML); a sample otherwise")
  @Nullable Path profile;

  @Option(names = "--offline", description = "do not visit the customer's web site")
  boolean offline;

  @Option(
      names = "--agent-pace",
      converter = Durations.class,
      description = "the least time an agent takes, such as 1s")
  Duration agentPace = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean allDone = true;
    try (Workbench bench =
        Workbench.open(Optional.ofNullable(db), Optional.ofNullable(profile), offline, agentPace)) {
      for (Path file : files) {
        allDone &= evaluate(bench, file);
      }
    }
    spec.commandLine().getOut().flush();
    return allDone ? 0 : 1;
  }

  private boolean evaluate(Workbench bench, Path file) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (LiveProgress progress = LiveProgress.on(spec.commandLine().getErr(), json || quiet)) {
      Evaluated evaluated = bench.evaluate(Documents.read(file), progress::show);
      progress.close();
      if (json) {
        out.println(Json.write(evaluated.document(file)));
      } else {
        new DecisionText(out).print(file, evaluated);
      }
      return evaluated.decided();
    } catch (Refusal refusal) {
      if (json) {
        out.println(Json.write(Documents.problem(file, refusal)));
      } else {
        spec.commandLine().getErr().println(file + ": " + refusal.getMessage());
      }
      return false;
    }
  }
}
