package bidloom.http;

import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.log.EventLog;
import bidloom.log.Frame;
import bidloom.protocol.EventPage;
import bidloom.protocol.Page;
import bidloom.protocol.RunView;
import bidloom.service.Runs;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs over HTTP; their streams are in {@link Streams}. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RunResource {
  private final Runs runs;
  private final EventLog log;
  private final Posts posts;
  private final SecurityIdentity caller;

  RunResource(Runs runs, EventLog log, Posts posts, SecurityIdentity caller) {
    this.runs = runs;
    this.log = log;
    this.posts = posts;
    this.caller = caller;
  }

  @POST
  @Path("bids/{id}/extract")
  @Consumes(MediaType.WILDCARD)
  public Response extract(@PathParam("id") String id, byte[] body) {
    return start(id, RunKind.EXTRACTION, body);
  }

  @POST
  @Path("bids/{id}/quick-scan")
  @Consumes(MediaType.WILDCARD)
  public Response quickScan(@PathParam("id") String id, byte[] body) {
    return start(id, RunKind.QUICK_SCAN, body);
  }

  @POST
  @Path("bids/{id}/evaluate")
  @Consumes(MediaType.WILDCARD)
  public Response evaluate(@PathParam("id") String id, byte[] body) {
    return start(id, RunKind.EVALUATION, body);
  }

  private Response start(String id, RunKind kind, byte[] body) {
    Runs.OnActive onActive = onActive(Members.of(body, Set.of("onActive")));
    return posts.of(
        body,
        runs.start(new BidId(id), kind, onActive, Caller.of(caller)),
        started ->
            Posts.answer(
                started.joined() ? Response.Status.OK : Response.Status.ACCEPTED,
                Map.of("Location", "/api/runs/" + started.run().id().value()),
                Views.run(started.run(), started.joined())));
  }

  private static Runs.OnActive onActive(Members members) {
    return switch (members.text("onActive").orElse("join")) {
      case "join" -> Runs.OnActive.JOIN;
      case "reject" -> Runs.OnActive.REJECT;
      case "replace" -> Runs.OnActive.REPLACE;
      default -> throw new Refusal.Invalid("/onActive", "onActive is join, reject or replace.");
    };
  }

  @GET
  @Path("bids/{id}/runs")
  public Page<RunView> ofBid(
      @PathParam("id") String id, @QueryParam("limit") @Nullable String limit) {
    List<RunView> page =
        runs.ofBid(new BidId(id), Params.limit(limit)).stream()
            .map(run -> Views.run(run, false))
            .toList();
    return new Page<>(page, Optional.empty());
  }

  @GET
  @Path("runs/{id}")
  public RunView get(@PathParam("id") String id) {
    Runs.Details details = runs.get(new RunId(id));
    Run run = details.run();
    Optional<Map<String, Object>> terminal =
        run.state().ended()
            ? log.page(run.id(), run.lastSeq() - 1, 1).stream().findFirst().map(Frame::data)
            : Optional.empty();
    return Views.run(details, terminal);
  }

  @GET
  @Path("runs/{id}/events")
  public EventPage events(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    Run run = runs.get(new RunId(id)).run();
    long from = Params.number("after", after, 0);
    List<RunEvent> page = log.page(run.id(), from, Params.limit(limit));
    long last = page.isEmpty() ? from : page.getLast().seq();
    return new EventPage(
        page.stream().map(Frame::data).toList(),
        last,
        run.state().ended() && last >= run.lastSeq());
  }

  @POST
  @Path("runs/{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  public Response cancel(@PathParam("id") String id, byte[] body) {
    Members.of(body, Set.of());
    return posts.of(
        body,
        runs.cancel(new RunId(id), Caller.of(caller)),
        run ->
            Posts.answer(
                run.state().ended() ? Response.Status.OK : Response.Status.ACCEPTED,
                Map.of(),
                Views.run(run, false)));
  }

  @POST
  @Path("runs/{id}/apply")
  @Consumes(MediaType.WILDCARD)
  public Response apply(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
    long base = Versions.ifMatch(ifMatch);
    Optional<Set<String>> fields = Members.of(body, Set.of("fields")).names("fields");
    return posts.of(
        body, runs.apply(new RunId(id), base, fields, Caller.of(caller)), MoveResource::answer);
  }

  @POST
  @Path("runs/{id}/discard")
  @Consumes(MediaType.WILDCARD)
  public Response discard(@PathParam("id") String id, byte[] body) {
    Members.of(body, Set.of());
    return posts.of(
        body,
        runs.discard(new RunId(id)),
        run -> Posts.answer(Response.Status.OK, Map.of(), Views.run(run, false)));
  }
}
