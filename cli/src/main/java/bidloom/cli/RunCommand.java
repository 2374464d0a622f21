package bidloom.cli;

import static bidloom.cli.Arguments.flag;
import static bidloom.cli.Arguments.valued;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.domain.RunKind;
import bidloom.protocol.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.cli.Option;

/** Lets the agents work on a bid, and watches them. */
final class RunCommand extends RemoteCommand {
  private static final List<String> ON_ACTIVE = List.of("join", "reject", "replace");
  private static final Map<String, RunKind> KINDS =
      Map.of(
          "extract", RunKind.EXTRACTION,
          "quick-scan", RunKind.QUICK_SCAN,
          "evaluate", RunKind.EVALUATION);
  private static final String USAGE = "run extract|quick-scan|evaluate ID";

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String description() {
    return "Starts a run of agents on a bid, or joins the active one, and follows it to its end."
        + " Who leaves before does not stop it.";
  }

  @Override
  public String operands() {
    return "extract|quick-scan|evaluate ID";
  }

  @Override
  List<Option> own() {
    return List.of(
        valued("on-active", "WHAT", "where a run is active: join (default), reject or replace"),
        flag("detach", "do not follow it; print its id only"),
        flag("quiet", "show no progress"));
  }

  /** A start, as it was asked for. */
  private record Start(String bid, String verb, String onActive) {
    RunKind kind() {
      return KINDS.getOrDefault(verb, RunKind.EVALUATION);
    }
  }

  @Override
  Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake {
    List<String> words = given.words(2, USAGE);
    Start start = new Start(words.get(1), words.getFirst(), given.choice("on-active", ON_ACTIVE));
    if (!KINDS.containsKey(start.verb())) {
      throw new Mistake("Say: " + USAGE);
    }
    boolean json = given.has("json");
    if (given.has("detach")) {
      return server -> {
        Answer run = begin(server, start);
        terminal.out().println(json ? Json.write(run.body()) : run.text("id"));
        return 0;
      };
    }
    return server -> {
      Part run = Wire.part(follow(server, start, terminal, json || given.has("quiet")));
      if (json) {
        terminal.out().println(Json.write(run.value()));
      } else {
        new RunText(terminal.text(), server, connection).print(start.verb(), run);
      }
      return run.text("state").equals(Optional.of("committed")) ? 0 : 1;
    };
  }

  private static Answer begin(Bidloom server, Start start)
      throws IOException, InterruptedException {
    String path = bid(start.bid()) + "/" + start.verb();
    return server.postOnce(newKey(), path, Map.of("onActive", start.onActive())).orRefused();
  }

  /** The run once it has ended. */
  private static Map<String, Object> follow(
      Bidloom server, Start start, Terminal terminal, boolean silent)
      throws IOException, InterruptedException {
    AtomicReference<String> known = new AtomicReference<>("");
    try (Farewell leaving = new Farewell(terminal.err(), () -> farewell(start, known.get()));
        LiveProgress progress = LiveProgress.on(terminal.err(), silent)) {
      String id = begin(server, start).text("id");
      known.set(id);
      server.stream(run(id) + "/events")
          .follow(
              event -> {
                Wire.event(event).ifPresent(seen -> progress.show(start.kind(), seen));
                return true;
              });
      return server.get(run(id)).orRefused().body();
    }
  }

  private static String farewell(Start start, String run) {
    return run.isEmpty()
        ? "If the run was begun, it goes on; see bidloom show %s.".formatted(start.bid())
        : "Run %s goes on without you: bidloom run %s %s joins it again, bidloom cancel %s stops it."
            .formatted(run, start.verb(), start.bid(), run);
  }
}
