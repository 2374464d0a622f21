package bidloom.http;

import bidloom.domain.BidId;
import bidloom.domain.Notice;
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

  /** {@code {format, text, truncated}}. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> text(@PathParam("id") String id) {
    Notice notice = bids.notice(new BidId(id));
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
    return Response.ok(bids.document(new BidId(id)))
        .header("Content-Disposition", "attachment; filename=\"notice\"")
        .build();
  }
}
