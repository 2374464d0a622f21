package bidloom.cli;

import static bidloom.cli.Arguments.valued;

import bidloom.protocol.Json;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;

/** Who changed what of a bid, when, from which value to which. */
final class HistoryCommand extends RemoteCommand {
  private static final int USUAL = 50;

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String description() {
    return "Tells who changed what of a bid, newest first.";
  }

  @Override
  public String operands() {
    return "ID";
  }

  @Override
  List<Option> own() {
    return List.of(valued("limit", "N", "so many revisions at most; default: " + USUAL));
  }

  @Override
  Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake {
    String path = bid(given.words(1, "history ID").getFirst()) + "/history";
    int most = given.count("limit", USUAL);
    return server -> {
      List<Map<String, Object>> revisions = server.list(path, Map.of(), most);
      if (given.has("json")) {
        terminal.out().println(Json.write(Map.of("items", revisions)));
      } else {
        RevisionText text = new RevisionText(terminal.text());
        revisions.forEach(revision -> text.print(Wire.part(revision)));
      }
      return 0;
    };
  }
}
