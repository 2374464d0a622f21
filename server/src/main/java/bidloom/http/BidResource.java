package bidloom.http;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Patch;
import bidloom.domain.Refusal;
import bidloom.domain.RunKind;
import bidloom.protocol.BidView;
import bidloom.protocol.Page;
import bidloom.service.Bids;
import bidloom.service.Runs;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
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
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
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

  private final Bids bids;
  private final Runs runs;
  private final SecurityIdentity caller;

  BidResource(Bids bids, Runs runs, SecurityIdentity caller) {
    this.bids = bids;
    this.runs = runs;
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
    return created(bids.create(Patch.read(members), Caller.of(caller)), extract);
  }

  @POST
  @Path("bids")
  @Consumes(MediaType.WILDCARD)
  public Response createFromNotice(byte[] body, @QueryParam("extract") boolean extract) {
    return created(
        bids.createFrom(Bodies.bounded(body), Optional.empty(), Caller.of(caller)), extract);
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
      return created(bids.createFrom(document, Optional.of("upload"), Caller.of(caller)), extract);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Response created(Bids.Created created, boolean extract) {
    Bids.View view = new Bids.View(created.bid(), Optional.empty());
    if (extract) {
      runs.start(created.bid().id(), RunKind.EXTRACTION, Runs.OnActive.JOIN, Caller.of(caller));
      view = bids.get(created.bid().id());
    }
    BidView body = Views.bid(view).created(created.duplicates());
    return answer(Response.created(URI.create("/api/bids/" + body.id())), body);
  }

  @GET
  @Path("bids")
  public Page<BidView> list(
      @QueryParam("status") @Nullable String status,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Position from = Position.parse(cursor);
    List<Bids.View> page = bids.list(status(status), from.time(), from.id(), limit);
    boolean full = page.size() == Math.clamp(limit, 1, Bids.MAX_PAGE);
    return new Page<>(
        page.stream().map(Views::bid).toList(),
        full ? Optional.of(Position.after(page.getLast().bid()).text()) : Optional.empty());
  }

  private static Optional<BidStatus> status(@Nullable String name) {
    for (BidStatus status : BidStatus.values()) {
      if (status.wireName().equals(name)) {
        return Optional.of(status);
      }
    }
    if (name != null && !name.isEmpty()) {
      throw new Refusal.Invalid("/status", "There is no status \"%s\".".formatted(name));
    }
    return Optional.empty();
  }

  @GET
  @Path("bids/{id}")
  public Response get(
      @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    Bids.View view = bids.get(new BidId(id));
    if (Versions.matches(ifNoneMatch, view.bid().version())) {
      return Response.notModified().header("ETag", Versions.etag(view.bid().version())).build();
    }
    return answer(Response.ok(), Views.bid(view));
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
    BidView view =
        Views.bid(edited.view())
            .edited(edited.mergedOver(), edited.goingStale().map(run -> run.id().value()));
    return answer(Response.ok(), view);
  }

  private static Bids.OnConflict mode(@Nullable String onConflict) {
    return switch (onConflict) {
      case null -> Bids.OnConflict.REFUSE;
      case "refuse" -> Bids.OnConflict.REFUSE;
      case "merge" -> Bids.OnConflict.MERGE;
      default -> throw new Refusal.Invalid("/onConflict", "onConflict is merge or refuse.");
    };
  }

  @GET
  @Path("bids/{id}/history")
  public Page<Map<String, Object>> history(
      @PathParam("id") String id,
      @QueryParam("cursor") @Nullable Long cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    long before = cursor == null ? Long.MAX_VALUE : cursor;
    List<Map<String, Object>> page =
        bids.history(new BidId(id), before, limit).stream().map(Views::revision).toList();
    boolean more = !page.isEmpty() && !Long.valueOf(1).equals(page.getLast().get("version"));
    return new Page<>(
        page, more ? Optional.of(String.valueOf(page.getLast().get("version"))) : Optional.empty());
  }

  private static Response answer(Response.ResponseBuilder response, BidView bid) {
    return response.header("ETag", Versions.etag(bid.version())).entity(bid).build();
  }

  /** Where a page begins: after the bid that ended the page before. */
  record Position(Instant time, String id) {
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    static Position after(Bid bid) {
      return new Position(bid.updatedAt(), bid.id().value());
    }

    static Position parse(@Nullable String text) {
      if (text == null || text.isEmpty()) {
        return new Position(LATEST, "");
      }
      int dash = text.indexOf('-');
      try {
        long millis = Long.parseLong(text.substring(0, Math.max(dash, 0)));
        return new Position(Instant.ofEpochMilli(millis), text.substring(dash + 1));
      } catch (NumberFormatException notOurs) {
        throw new Refusal.Invalid("/cursor", "Take the cursor from nextCursor as it is.");
      }
    }

    String text() {
      return time.toEpochMilli() + "-" + id;
    }
  }
}
