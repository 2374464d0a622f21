package bidloom.http;

import bidloom.domain.BidId;
import bidloom.domain.BidQuery;
import bidloom.domain.Edit;
import bidloom.domain.MoveRequest;
import bidloom.domain.Patch;
import bidloom.domain.Refusal;
import bidloom.protocol.BidView;
import bidloom.protocol.Page;
import bidloom.service.Bids;
import bidloom.service.Lists;
import bidloom.service.Moves;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bids over HTTP: conditional requests (RFC 9110) and merge patches (RFC 7396). */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BidResource {
  private static final String WITHDRAWN = "withdrawn";

  private final Bids bids;
  private final Lists lists;
  private final Moves moves;
  private final SecurityIdentity caller;

  BidResource(Bids bids, Lists lists, Moves moves, SecurityIdentity caller) {
    this.bids = bids;
    this.lists = lists;
    this.moves = moves;
    this.caller = caller;
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
    return Versions.answer(view.bid().version(), ifNoneMatch, () -> Views.bid(view));
  }

  @GET
  @Path("bids/{id}/duplicates")
  public Page<Map<String, Object>> duplicates(@PathParam("id") String id) {
    return new Page<>(
        lists.duplicates(new BidId(id)).stream().map(Views::duplicate).toList(), Optional.empty());
  }

  @PATCH
  @Path("bids/{id}")
  @Consumes({Bodies.MERGE_PATCH, MediaType.APPLICATION_JSON})
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
            moves.move(new BidId(id), base, request, Caller.principal(caller)).now(),
            Optional.empty()));
  }

  private static Response answer(BidView bid) {
    return Versions.answer(bid.version(), bid);
  }
}
