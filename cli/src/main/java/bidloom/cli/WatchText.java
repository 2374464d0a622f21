package bidloom.cli;

import bidloom.client.Bidloom;
import bidloom.client.EventStream.Event;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Events of a bid and of a board, as people read them. */
final class WatchText {
  private static final int WIDEST = 80;

  private final PrintWriter out;
  private final Bidloom server;

  WatchText(PrintWriter out, Bidloom server) {
    this.out = out;
    this.server = server;
  }

  boolean tell(Event event) throws IOException, InterruptedException {
    Part data = Wire.part(event.data());
    switch (event.type()) {
      case "revision" -> new RevisionText(out).print(data);
      case "presence" -> present(data.list("clients"));
      case "run" -> run(data);
      case "reset" ->
          out.printf(
              "(went on at version %s; bidloom history tells what was before)%n",
              data.value("version").orElse("?"));
      case "bid" -> hint(data);
      case "refetch" -> out.println("(some changes were missed; bidloom bids shows all)");
      default -> {
        // A kind of event that is not known here.
      }
    }
    return true;
  }

  private void present(List<Part> clients) {
    List<String> who =
        clients.stream()
            .map(
                client ->
                    client.text("actor").orElse("?")
                        + client.text("field").map(field -> " in " + field).orElse(""))
            .toList();
    out.println("present: " + (who.isEmpty() ? "nobody" : String.join(", ", who)));
  }

  private void run(Part run) {
    out.printf(
        "%s %s  %s, %s agents finished, started by %s%n",
        run.text("kind").orElse("run").replace('_', ' '),
        run.text("runId").orElse("?"),
        run.text("state").orElse("?"),
        run.value("finishedAgents").orElse("?"),
        run.text("startedBy").orElse("?"));
  }

  /** A hint tells which bid; its title is looked up. */
  private void hint(Part hint) throws IOException, InterruptedException {
    String id = hint.text("bidId").orElse("?");
    out.printf(
        "%s  version %s  %s  %s%n",
        id,
        hint.value("version").orElse("?"),
        hint.text("status").orElse("?"),
        Shown.line(server.get(RemoteCommand.bid(id)).text("title"), WIDEST));
  }
}
