package bidloom.http;

import bidloom.domain.BidQuery;
import bidloom.protocol.BidRow;
import bidloom.protocol.Page;
import bidloom.service.Lists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bids as lists show them, for pages that show many. */
@Path("/api/board")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class BoardResource {
  private final Lists lists;

  BoardResource(Lists lists) {
    this.lists = lists;
  }

  /** The same bids, in the same order and pages, as {@code GET /api/bids}. */
  @GET
  public Page<BidRow> rows(
      @BeanParam BidQueries queries,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable String limit) {
    BidQuery query = queries.query();
    Lists.Page page =
        lists.page(query, PageCursor.parse(cursor, query.sort()), Params.limit(limit));
    Optional<String> next = page.next().map(place -> PageCursor.text(query.sort(), place));
    return new Page<>(page.bids().stream().map(Views::row).toList(), next);
  }
}
