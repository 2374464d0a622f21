package bidloom.http;

import bidloom.domain.Actor;
import bidloom.domain.Answer;
import bidloom.domain.BidId;
import bidloom.domain.BidQuery;
import bidloom.domain.Duplicate;
import bidloom.domain.Edit;
import bidloom.domain.MoveRequest;
import bidloom.domain.Patch;
import bidloom.domain.Refusal;
import bidloom.domain.RunKind;
import bidloom.protocol.BidView;
import bidloom.protocol.Page;
import bidloom.service.Bids;
import bidloom.service.Lists;
import bidloom.service.Moves;
import bidloom.service.Runs;
import bidloom.service.Work;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Bids over HTTP: conditional requests (RFC 9110) and merge patches (RFC 7396). */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BidResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String WITHDRAWN = "withdrawn";

  private final Bids bids;
  private final Lists lists;
  private final Moves moves;
  private final Runs runs;
  private final Posts posts;
  private final SecurityIdentity caller;

  BidResource(
      Bids bids, Lists lists, Moves moves, Runs runs, Posts posts, SecurityIdentity caller) {
    this.bids = bids;
    this.lists = lists;
    this.moves = moves;
    this.runs = runs;
    this.posts = posts;
    this.caller = caller;
  }

  @POST
  @Path("bids")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response createFromFields(byte[] body, @QueryParam("extract") boolean extract) {
    Map<String, Object> members = Bodies.object(body);
    boolean notice = !members.containsKey("title") && !members.containsKey("rawInput");
    if (notice && !members.isEmpty()) {
      return createFromNotice(body, extract);
    }
    return created(body, bids.create(Patch.read(members), Caller.of(caller)), extract);
  }

  @POST
  @Path("bids")
  @Consumes(MediaType.WILDCARD)
  public Response createFromNotice(byte[] body, @QueryParam("extract") boolean extract) {
    return created(
        body, bids.createFrom(Bodies.bounded(body), Optional.empty(), Caller.of(caller)), extract);
  }

  @POST
  @Path("bids")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response createFromFile(
      @RestForm("file") @Nullable FileUpload file, @QueryParam("extract") boolean extract) {
    if (file == null) {
      throw new Refusal.Invalid("/file", "Send the document as the part \"file\".");
    }
    try {
      byte[] document = Bodies.bounded(Files.readAllBytes(file.uploadedFile()));
      return created(
          document, bids.createFrom(document, Optional.of("upload"), Caller.of(caller)), extract);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A new bid, and it again once its extraction has begun. */
  private record Begun(Bids.View view, List<Duplicate> duplicates) {}

  private Response created(byte[] body, Work<Bids.Created> creation, boolean extract) {
    Actor actor = Caller.of(caller); // the work is done on another thread, which knows no caller
    Work<Begun> begun =
        creation.then(
            made -> {
              BidId id = made.bid().id();
              Work<Bids.View> look =
                  extract
                      ? runs.start(id, RunKind.EXTRACTION, Runs.OnActive.JOIN, actor)
                          .then(started -> bids.look(id))
                      : bids.look(id);
              return look.map(view -> new Begun(view, made.duplicates()));
            });
    return posts.of(body, begun, BidResource::created);
  }

  private static Answer created(Begun begun) {
    BidView view =
        Views.bid(begun.view()).created(begun.duplicates().stream().map(Views::duplicate).toList());
    return Posts.answer(
        Response.Status.CREATED,
        Map.of("Location", "/api/bids/" + view.id(), "ETag", Versions.etag(view.version())),
        view);
  }

  @GET
  @Path("bids")
  public Page<BidView> list(
      @BeanParam BidQueries queries,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    BidQuery query = queries.query();
    Lists.Page page =
        lists.page(query, PageCursor.parse(cursor, query.sort()), Params.limit(limit));
    return new Page<>(
        page.bids().stream().map(Views::bid).toList(),
        page.next().map(place -> PageCursor.text(query.sort(), place)));
  }

  @GET
  @Path("bids/{id}")
  public Response get(
      @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    Bids.View view = bids.get(new BidId(id));
    if (Versions.matches(ifNoneMatch, view.bid().version())) {
      return Response.notModified().header("ETag", Versions.etag(view.bid().version())).build();
    }
    return answer(Views.bid(view));
  }

  @GET
  @Path("bids/{id}/duplicates")
  public Page<Map<String, Object>> duplicates(@PathParam("id") String id) {
    return new Page<>(
        lists.duplicates(new BidId(id)).stream().map(Views::duplicate).toList(), Optional.empty());
  }

  @PATCH
  @Path("bids/{id}")
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response edit(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("onConflict") @Nullable String onConflict,
      byte[] body) {
    long base = Versions.ifMatch(ifMatch);
    Edit edit = Patch.read(Bodies.object(body));
    Bids.Edited edited = bids.edit(new BidId(id), base, edit, mode(onConflict), Caller.of(caller));
    return answer(
        Views.bid(edited.view())
            .edited(edited.mergedOver(), edited.goingStale().map(run -> run.id().value())));
  }

  private static Bids.OnConflict mode(@Nullable String onConflict) {
    return switch (onConflict) {
      case null -> Bids.OnConflict.REFUSE;
      case "refuse" -> Bids.OnConflict.REFUSE;
      case "merge" -> Bids.OnConflict.MERGE;
      default -> throw new Refusal.Invalid("/onConflict", "onConflict is merge or refuse.");
    };
  }

  /** Archives the bid; rows are never deleted. */
  @DELETE
  @Path("bids/{id}")
  public Response archive(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @QueryParam("outcome") @DefaultValue(WITHDRAWN) String outcome) {
    long base = Versions.ifMatch(ifMatch);
    MoveRequest request = MoveRequest.archive(outcome);
    return answer(
        Views.bid(
            moves.move(new BidId(id), base, request, Caller.of(caller)).now(), Optional.empty()));
  }

  private static Response answer(BidView bid) {
    return Response.ok(bid).header("ETag", Versions.etag(bid.version())).build();
  }
}
