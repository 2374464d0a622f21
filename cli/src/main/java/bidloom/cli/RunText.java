package bidloom.cli;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import java.io.IOException;
import java.io.PrintWriter;

/** How a run ended, as people read it. */
final class RunText {
  private static final int WIDEST = 300;

  private final PrintWriter out;
  private final Bidloom server;
  private final Connection connection;

  RunText(PrintWriter out, Bidloom server, Connection connection) {
    this.out = out;
    this.server = server;
    this.connection = connection;
  }

  /**
   * Tells it.
   *
   * @param verb what was asked for: extract, quick-scan or evaluate
   */
  void print(String verb, Part run) throws IOException, InterruptedException {
    String id = run.text("id").orElse("");
    String message = Shown.line(run.at("result").text("message").orElse(""), WIDEST);
    switch (run.text("state").orElse("")) {
      case "committed" -> committed(verb, run);
      case "stale" -> stale(verb, run);
      case "cancelled" -> out.printf("The run %s was cancelled: %s%n", id, message);
      default -> out.printf("The run %s failed: %s%n", id, message);
    }
  }

  private void committed(String verb, Part run) throws IOException, InterruptedException {
    if (verb.equals("evaluate")) {
      new DecisionText(out).print(Wire.verdict(Wire.part(bid(run).body()), run));
    } else {
      out.println(Shown.line(run.at("result").text("message").orElse("done"), WIDEST));
    }
    var kept = run.at("result").texts("withheld");
    if (!kept.isEmpty()) {
      out.printf("Kept as people set it: %s. ", String.join(", ", kept));
      proposal(run);
    }
  }

  /** What changed under the run, by whom, and what becomes of the result. */
  private void stale(String verb, Part run) throws IOException, InterruptedException {
    out.println("Not applied, for this was changed while the agents worked:");
    for (Part field : run.at("result").at("conflict").list("fields")) {
      out.printf(
          "  %s: %s → %s  (version %s, %s, %s)%n",
          field.text("field").orElse("?"),
          RevisionText.value(field.value("base")),
          RevisionText.value(field.value("theirs")),
          field.value("version").orElse("?"),
          field.text("by").orElse("?"),
          Shown.time(field.text("at")));
    }
    proposal(run);
    out.printf(
        "To have it worked out anew: bidloom run %s %s%n", verb, run.text("bidId").orElse("ID"));
  }

  private void proposal(Part run) throws IOException, InterruptedException {
    out.println("The result is kept as a proposal. To apply it to the bid as it is now:");
    out.printf(
        "  curl -X POST -H \"Authorization: Bearer $BIDLOOM_TOKEN\" -H 'If-Match: %s' %s%s/apply%n",
        bid(run).etag().orElse("\"VERSION\""),
        connection.server(),
        RemoteCommand.run(run.text("id").orElse("")));
  }

  private Answer bid(Part run) throws IOException, InterruptedException {
    return server.get(RemoteCommand.bid(run.text("bidId").orElse(""))).orRefused();
  }
}
