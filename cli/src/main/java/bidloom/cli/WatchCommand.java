package bidloom.cli;

import static bidloom.cli.Arguments.flag;

import bidloom.client.EventStream.Reader;
import bidloom.protocol.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.cli.Option;

/** What happens on a bid, or on all of them, as it happens. */
final class WatchCommand extends RemoteCommand {
  @Override
  public String name() {
    return "watch";
  }

  @Override
  public String description() {
    return "Tells what happens on a bid, or without ID on all of them. On a bid: who changes what,"
        + " who is there, how far its run is. Goes on after a lost connection, until Ctrl-C.";
  }

  @Override
  public String operands() {
    return "[ID]";
  }

  @Override
  List<Option> own() {
    return List.of(flag("until-idle", "end as soon as no run is active"));
  }

  @Override
  Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake {
    if (given.words().size() > 1) {
      throw new Mistake("Say: watch [ID]");
    }
    Optional<String> bid = given.words().stream().findFirst().map(RemoteCommand::bid);
    return server -> {
      Idle idle = new Idle(server, bid);
      idle.look(); // an absent server or bid is told of at once
      Reader tell =
          given.has("json") ? json(terminal) : new WatchText(terminal.text(), server)::tell;
      server.stream(bid.map(WatchCommand::stream).orElse("/api/events"))
          .withOpenings()
          .follow(
              event ->
                  (event.type().equals(Idle.OPEN) || tell.read(event))
                      && !(given.has("until-idle") && idle.after(event)));
      return 0;
    };
  }

  /** The same watcher after a lost connection is the same client, and present once. */
  private static String stream(String bid) {
    return bid + "/events?client=cli-" + UUID.randomUUID();
  }

  private static Reader json(Terminal terminal) {
    return event -> {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("event", event.type());
      event.id().ifPresent(id -> line.put("id", id));
      line.put("data", event.data());
      terminal.out().println(Json.write(line));
      return true;
    };
  }
}
