package bidloom.cli;

import bidloom.client.Bidloom.Answer;
import bidloom.protocol.Json;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/** Stops a run. */
final class CancelCommand extends RemoteCommand {
  @Override
  public String name() {
    return "cancel";
  }

  @Override
  public String description() {
    return "Asks a run to stop. What its agents had finished is kept, the bid goes back to where it"
        + " was.";
  }

  @Override
  public String operands() {
    return "RUN";
  }

  @Override
  List<Option> own() {
    return List.of();
  }

  @Override
  Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake {
    String id = given.words(1, "cancel RUN").getFirst();
    return server -> {
      Answer run = server.postOnce(newKey(), run(id) + "/cancel", Map.of()).orRefused();
      if (given.has("json")) {
        terminal.out().println(Json.write(run.body()));
      } else {
        terminal.text().println(told(run));
      }
      return 0;
    };
  }

  private static String told(Answer run) {
    String name = "%s %s".formatted(run.text("kind").replace('_', ' '), run.text("id"));
    return switch (run.text("state")) {
      case "running" -> "The %s is asked to stop.".formatted(name);
      case "cancelled" -> "The %s is cancelled.".formatted(name);
      default -> "The %s had ended before: %s.".formatted(name, run.text("state"));
    };
  }
}
