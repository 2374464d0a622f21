package bidloom.cli;

import static bidloom.cli.Arguments.valued;

import bidloom.client.Bidloom.Answer;
import bidloom.protocol.Json;
import java.util.List;
import org.apache.commons.cli.Option;

/** One bid, as it is or as it was. */
final class ShowCommand extends RemoteCommand {
  @Override
  public String name() {
    return "show";
  }

  @Override
  public String description() {
    return "Shows a bid: its facts, what the tender asks for, the decision and the active run.";
  }

  @Override
  public String operands() {
    return "ID";
  }

  @Override
  List<Option> own() {
    return List.of(valued("version", "N", "as it was in that version"));
  }

  @Override
  Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake {
    String bid = bid(given.words(1, "show ID").getFirst());
    String path = given.has("version") ? bid + "/versions/" + given.count("version", 1) : bid;
    return server -> {
      Answer found = server.get(path).orRefused();
      if (given.has("json")) {
        terminal.out().println(Json.write(found.body()));
      } else {
        new BidText(terminal.text()).print(Wire.part(found.body()));
      }
      return 0;
    };
  }
}
