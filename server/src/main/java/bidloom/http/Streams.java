package bidloom.http;

import bidloom.domain.BidId;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.http.StreamDoor.Opening;
import bidloom.log.EventLog;
import bidloom.log.Frame;
import bidloom.service.Runs;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The event streams of runs. */
@ApplicationScoped
class Streams {
  private final Runs runs;
  private final EventLog log;
  private final StreamDoor door;

  Streams(Runs runs, EventLog log, StreamDoor door) {
    this.runs = runs;
    this.log = log;
    this.door = door;
  }

  void install(@Observes Router router) {
    router.get("/api/runs/:id/events").order(0).handler(this::events);
    starting(router, "extract", RunKind.EXTRACTION);
    starting(router, "quick-scan", RunKind.QUICK_SCAN);
    starting(router, "evaluate", RunKind.EVALUATION);
  }

  private void starting(Router router, String path, RunKind kind) {
    router
        .get("/api/bids/:id/" + path + "/stream")
        .order(0)
        .handler(rc -> follow(rc, () -> joined(rc, kind)));
  }

  private void events(RoutingContext rc) {
    String accept = rc.request().getHeader("Accept");
    if (accept == null || !accept.contains("text/event-stream")) {
      rc.next();
      return;
    }
    follow(rc, () -> runs.get(new RunId(StreamDoor.id(rc))).run());
  }

  /** Joins the active run of that kind or starts one; a cursor goes on with the run it is of. */
  private Run joined(RoutingContext rc, RunKind kind) {
    BidId bid = new BidId(StreamDoor.id(rc));
    if (Cursor.of(rc).isPresent()) {
      Optional<Run> last = runs.ofBid(bid, 1).stream().filter(r -> r.kind() == kind).findFirst();
      if (last.isPresent()) {
        return last.get();
      }
    }
    return runs.start(bid, kind, Runs.OnActive.JOIN, StreamDoor.caller(rc)).now().run();
  }

  private void follow(RoutingContext rc, Supplier<Run> find) {
    Optional<Cursor> cursor = Cursor.of(rc);
    door.open(rc, ready -> opening(find.get(), cursor, ready));
  }

  private Opening opening(Run run, Optional<Cursor> cursor, Runnable ready) {
    if (pruned(run)) {
      return new Opening.Only(reset(run, "pruned"));
    }
    return switch (cursor.orElse(new Cursor.At(0))) {
      case Cursor.Unreadable unreadable -> replay(run, "unreadable-cursor", ready);
      case Cursor.At(long seq) when seq > run.lastSeq() -> replay(run, "beyond-the-end", ready);
      case Cursor.At(long seq) when run.state().ended() && seq == run.lastSeq() ->
          new Opening.Nothing();
      case Cursor.At(long seq) ->
          new Opening.Stream(Optional.empty(), log.subscribe(run, seq, ready));
    };
  }

  /** Says why the cursor can't be served, and streams all there is from the first event on. */
  private Opening replay(Run run, String reason, Runnable ready) {
    return new Opening.Stream(Optional.of(reset(run, reason)), log.subscribe(run, 0, ready));
  }

  private static Frame reset(Run run, String reason) {
    return Frame.unlogged(
        "reset",
        Map.of("reason", reason, "runId", run.id().value(), "state", run.state().wireName()));
  }

  private boolean pruned(Run run) {
    return run.state().ended() && log.page(run.id(), 0, 1).isEmpty();
  }
}
