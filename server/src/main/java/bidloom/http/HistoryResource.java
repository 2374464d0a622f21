package bidloom.http;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.protocol.Page;
import bidloom.service.Past;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a bid was. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class HistoryResource {
  private final Past past;

  HistoryResource(Past past) {
    this.past = past;
  }

  @GET
  @Path("bids/{id}/history")
  public Page<Map<String, Object>> history(
      @PathParam("id") String id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    long before = Params.number("cursor", cursor, Long.MAX_VALUE);
    return Versions.page(
        past.history(new BidId(id), before, Params.limit(limit)),
        Revision::version,
        Views::revision);
  }

  @GET
  @Path("bids/{id}/versions/{version}")
  public Response version(@PathParam("id") String id, @PathParam("version") String version) {
    Bid bid = past.version(new BidId(id), number(version));
    return Versions.answer(bid.version(), Views.bid(bid, Optional.empty()));
  }

  private static long number(String version) {
    try {
      return Long.parseLong(version);
    } catch (NumberFormatException notANumber) {
      throw new Refusal.NotFound("version", Echo.of(version));
    }
  }
}
