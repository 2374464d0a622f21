package bidloom.cli;

import static bidloom.cli.Arguments.flag;
import static bidloom.cli.Arguments.valued;

import bidloom.domain.RunEvent;
import bidloom.protocol.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.cli.Options;

/** From a notice to a decision, without a server. */
final class EvaluateCommand implements Command {
  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String description() {
    return "Reads a notice, lets the agents extract, scan and evaluate it, and says whether to bid."
        + " Nothing is kept unless --db names a database.";
  }

  @Override
  public String operands() {
    return "FILE...";
  }

  @Override
  public Options options() {
    return Arguments.options(
        flag("json", "print one JSON document for each file"),
        flag("quiet", "show no progress"),
        valued("db", "URL", "keep the bid there: jdbc:sqlite:<file> or jdbc:postgresql:..."),
        valued("profile", "FILE", "the company's profile (YAML); a sample otherwise"),
        flag("offline", "do not visit the customer's web site"),
        valued("agent-pace", "DURATION", "the least time an agent takes, such as 1s"));
  }

  @Override
  public int run(Arguments given, Terminal terminal)
      throws Mistake, IOException, InterruptedException {
    boolean json = given.has("json");
    boolean silent = json || given.has("quiet");
    List<Path> files = given.files();
    Duration pace = given.duration("agent-pace", Duration.ZERO);
    try (Workbench bench =
        Workbench.open(given.text("db"), given.path("profile"), given.has("offline"), pace)) {
      return Documents.each(
          files,
          json,
          terminal,
          file -> {
            Evaluated evaluated = evaluate(bench, file, silent, terminal);
            if (json) {
              terminal.out().println(Json.write(evaluated.document(file)));
            } else {
              new DecisionText(terminal.text()).print(evaluated.verdict(file));
            }
            return evaluated.decided();
          });
    }
  }

  private static Evaluated evaluate(Workbench bench, Path file, boolean silent, Terminal terminal)
      throws IOException, InterruptedException {
    try (LiveProgress progress = LiveProgress.on(terminal.err(), silent)) {
      return bench.evaluate(
          Documents.read(file),
          (run, event) ->
              progress.show(run.kind(), new RunEvent.Draft(event.type(), event.data())));
    }
  }
}
