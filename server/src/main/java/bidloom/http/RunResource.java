package bidloom.http;

import bidloom.domain.Bid;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashSet;
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
  private static final int PAGE = 100;

  private final Runs runs;
  private final EventLog log;
  private final SecurityIdentity caller;

  RunResource(Runs runs, EventLog log, SecurityIdentity caller) {
    this.runs = runs;
    this.log = log;
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
    Runs.OnActive onActive = onActive(Bodies.object(body));
    Runs.Started started = runs.start(new BidId(id), kind, onActive, Caller.of(caller));
    RunView view = Views.run(started.run(), started.joined());
    return Response.status(started.joined() ? Response.Status.OK : Response.Status.ACCEPTED)
        .location(URI.create("/api/runs/" + view.id()))
        .entity(view)
        .build();
  }

  private static Runs.OnActive onActive(Map<String, Object> members) {
    return switch (String.valueOf(members.getOrDefault("onActive", "join"))) {
      case "join" -> Runs.OnActive.JOIN;
      case "reject" -> Runs.OnActive.REJECT;
      case "replace" -> Runs.OnActive.REPLACE;
      default -> throw new Refusal.Invalid("/onActive", "onActive is join, reject or replace.");
    };
  }

  @GET
  @Path("bids/{id}/runs")
  public Page<RunView> ofBid(
      @PathParam("id") String id, @QueryParam("limit") @DefaultValue("50") int limit) {
    List<RunView> page =
        runs.ofBid(new BidId(id), limit).stream().map(run -> Views.run(run, false)).toList();
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
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("" + PAGE) int limit) {
    Run run = runs.get(new RunId(id)).run();
    List<RunEvent> page = log.page(run.id(), after, limit);
    long last = page.isEmpty() ? after : page.getLast().seq();
    return new EventPage(
        page.stream().map(Frame::data).toList(),
        last,
        run.state().ended() && last >= run.lastSeq());
  }

  @POST
  @Path("runs/{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  public Response cancel(@PathParam("id") String id) {
    Run run = runs.cancel(new RunId(id), Caller.of(caller));
    return Response.status(run.state().ended() ? Response.Status.OK : Response.Status.ACCEPTED)
        .entity(Views.run(run, false))
        .build();
  }

  @POST
  @Path("runs/{id}/apply")
  @Consumes(MediaType.WILDCARD)
  public Response apply(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
    long base = Versions.ifMatch(ifMatch);
    Bid bid = runs.apply(new RunId(id), base, fields(Bodies.object(body)), Caller.of(caller));
    return Response.ok(Views.bid(bid, Optional.empty()))
        .header("ETag", Versions.etag(bid.version()))
        .build();
  }

  private static Optional<Set<String>> fields(Map<String, Object> members) {
    Object fields = members.get("fields");
    if (fields == null) {
      return Optional.empty();
    }
    if (!(fields instanceof List<?> names) || !names.stream().allMatch(String.class::isInstance)) {
      throw new Refusal.Invalid("/fields", "fields is a list of field names.");
    }
    Set<String> chosen = new HashSet<>();
    names.forEach(name -> chosen.add((String) name));
    return Optional.of(chosen);
  }
}
