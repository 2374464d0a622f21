package bidloom.http;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import bidloom.service.Runs;
import bidloom.store.StoreFailure;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The event streams (server-sent events, WHATWG HTML, section 9.2). What may block runs on a
 * virtual thread; the stream itself is written by its event loop.
 */
@ApplicationScoped
class Streams {
  private static final System.Logger LOGGER = System.getLogger(Streams.class.getName());

  private final Runs runs;
  private final EventLog log;
  private final Settings settings;

  Streams(Runs runs, EventLog log, Settings settings) {
    this.runs = runs;
    this.log = log;
    this.settings = settings;
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
    follow(rc, () -> runs.get(new RunId(id(rc))).run());
  }

  /** Joins the active run of that kind or starts one; a cursor goes on with the run it is of. */
  private Run joined(RoutingContext rc, RunKind kind) {
    BidId bid = new BidId(id(rc));
    if (Cursor.of(rc).isPresent()) {
      Optional<Run> last = runs.ofBid(bid, 1).stream().filter(r -> r.kind() == kind).findFirst();
      if (last.isPresent()) {
        return last.get();
      }
    }
    return runs.start(bid, kind, Runs.OnActive.JOIN, caller(rc)).now().run();
  }

  private static Actor caller(RoutingContext rc) {
    if (rc.user() instanceof QuarkusHttpUser user) {
      return Caller.of(user.getSecurityIdentity());
    }
    throw new Refusal.Unauthenticated();
  }

  private static String id(RoutingContext rc) {
    return Objects.requireNonNullElse(rc.pathParam("id"), "");
  }

  private void follow(RoutingContext rc, Supplier<Run> find) {
    Context context = rc.vertx().getOrCreateContext();
    Thread.ofVirtual()
        .name("stream")
        .start(
            () -> {
              try {
                Run run = find.get();
                Start start = start(run, Cursor.of(rc));
                context.runOnContext(ready -> open(rc, context, run, start));
              } catch (Refusal refusal) {
                refuse(rc, context, Problems.of(refusal, RequestIds.of(rc)));
              } catch (StoreFailure unavailable) {
                LOGGER.log(System.Logger.Level.WARNING, RequestIds.of(rc), unavailable);
                refuse(rc, context, Problems.of(unavailable, RequestIds.of(rc)));
              }
            });
  }

  /** Where a stream begins: nothing left to say, from a cursor, or all over again with a reason. */
  sealed interface Start {
    record Nothing() implements Start {}

    record From(long seq) implements Start {}

    record Reset(String reason) implements Start {}

    record Pruned() implements Start {}
  }

  private Start start(Run run, Optional<Cursor> cursor) {
    if (pruned(run)) {
      return new Start.Pruned();
    }
    return switch (cursor.orElse(new Cursor.At(0))) {
      case Cursor.Unreadable unreadable -> new Start.Reset("unreadable-cursor");
      case Cursor.At(long seq) when seq > run.lastSeq() -> new Start.Reset("beyond-the-end");
      case Cursor.At(long seq) when run.state().ended() && seq == run.lastSeq() ->
          new Start.Nothing();
      case Cursor.At(long seq) -> new Start.From(seq);
    };
  }

  private boolean pruned(Run run) {
    if (!run.state().ended()) {
      return false;
    }
    List<RunEvent> first = log.page(run.id(), 0, 1);
    return first.isEmpty();
  }

  private void open(RoutingContext rc, Context context, Run run, Start start) {
    if (rc.response().closed()) {
      return;
    }
    try {
      switch (start) {
        case Start.Nothing nothing -> rc.response().setStatusCode(204).end();
        case Start.From(long seq) ->
            new SseStream(context, rc.response(), settings).follow(log, run, seq);
        case Start.Reset(String reason) ->
            new SseStream(context, rc.response(), settings).replay(log, run, reason);
        case Start.Pruned pruned -> new SseStream(context, rc.response(), settings).tellPruned(run);
      }
    } catch (Refusal tooMany) {
      refuse(rc, context, Problems.of(tooMany, RequestIds.of(rc)));
    }
  }

  private static void refuse(RoutingContext rc, Context context, Problem problem) {
    context.runOnContext(
        now -> {
          if (!rc.response().closed()) {
            rc.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Json.write(problem));
          }
        });
  }
}
