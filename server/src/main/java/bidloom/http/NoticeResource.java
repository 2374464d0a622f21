package bidloom.http;

import bidloom.domain.BidId;
import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.service.Bids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The notice that a bid began with: as readable text, and as it came in. */
@Path("/api/bids/{id}/notice")
@RunOnVirtualThread
class NoticeResource {
  /** The most characters that are shown; the document has them all. */
  private static final int LONGEST = 1_000_000;

  private final Bids bids;

  NoticeResource(Bids bids) {
    this.bids = bids;
  }

  /** {@code {format, text, truncated}}; 204 for a bid that was made without a notice. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response text(@PathParam("id") String id) {
    return bids.notice(new BidId(id))
        .map(notice -> Response.ok(view(notice)))
        .orElseGet(Response::noContent)
        .build();
  }

  private static Map<String, Object> view(Notice notice) {
    String text = notice.text();
    boolean truncated = text.length() > LONGEST;
    return Map.of(
        "format",
        notice.format(),
        "text",
        truncated ? text.substring(0, LONGEST) : text,
        "truncated",
        truncated);
  }

  /** Whatever it is, it is saved and never shown by a browser: it came from a stranger. */
  @GET
  @Path("document")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public Response document(@PathParam("id") String id) {
    BidId bid = new BidId(id);
    byte[] document =
        bids.document(bid).orElseThrow(() -> new Refusal.NotFound("notice", bid.value()));
    return Response.ok(document)
        .header("Content-Disposition", "attachment; filename=\"notice\"")
        .build();
  }
}
