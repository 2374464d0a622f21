package bidloom.http;

import bidloom.domain.Answer;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.MoveRequest;
import bidloom.domain.Ruling;
import bidloom.service.Moves;
import bidloom.service.Past;
import bidloom.service.Work;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person's steps with a bid as a whole: its status, its decision, the way back. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class MoveResource {
  private final Moves moves;
  private final Past past;
  private final Posts posts;
  private final SecurityIdentity caller;

  MoveResource(Moves moves, Past past, Posts posts, SecurityIdentity caller) {
    this.moves = moves;
    this.past = past;
    this.posts = posts;
    this.caller = caller;
  }

  @POST
  @Path("bids/{id}/transitions")
  public Response move(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
    long base = Versions.ifMatch(ifMatch);
    MoveRequest request = MoveRequest.read(Bodies.object(body));
    return answer(body, moves.move(new BidId(id), base, request, Caller.principal(caller)));
  }

  @POST
  @Path("bids/{id}/decision")
  public Response decide(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
    long base = Versions.ifMatch(ifMatch);
    Ruling ruling = Ruling.read(Bodies.object(body));
    return answer(body, moves.rule(new BidId(id), base, ruling, Caller.of(caller)));
  }

  @POST
  @Path("bids/{id}/restore")
  public Response restore(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
    long base = Versions.ifMatch(ifMatch);
    Members members = Members.of(body, Set.of("version", "fields"));
    long version = members.longNumber("version").orElseThrow(() -> Members.missing("version"));
    Optional<Set<String>> fields = members.names("fields");
    return answer(body, past.restore(new BidId(id), base, version, fields, Caller.of(caller)));
  }

  private Response answer(byte[] body, Work<Bid> work) {
    return posts.of(body, work, MoveResource::answer);
  }

  static Answer answer(Bid bid) {
    return Posts.answer(
        Response.Status.OK,
        Map.of("ETag", Versions.etag(bid.version())),
        Views.bid(bid, Optional.empty()));
  }
}
