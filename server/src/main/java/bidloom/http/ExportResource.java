package bidloom.http;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidQuery;
import bidloom.domain.RequirementField;
import bidloom.protocol.Json;
import bidloom.service.Bids;
import bidloom.service.Lists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bids taken elsewhere: as a table, as JSON, and their deadlines as a calendar. All take the
 * filters of the list; they are read and written page by page.
 */
@Path("/api/export")
@RunOnVirtualThread
class ExportResource {
  private static final String CSV = "text/csv;charset=UTF-8";

  private final Lists lists;

  ExportResource(Lists lists) {
    this.lists = lists;
  }

  @GET
  @Path("bids.csv")
  @Produces(CSV)
  public Response csv(@BeanParam BidQueries queries) {
    return file(queries.query(), "bids.csv", new Form(header(), "", ExportResource::row, ""), CSV);
  }

  @GET
  @Path("bids.json")
  @Produces(MediaType.APPLICATION_JSON)
  public Response json(@BeanParam BidQueries queries) {
    Form form = new Form("[", ",\n", view -> Json.write(Views.bid(view)), "]\n");
    return file(queries.query(), "bids.json", form, MediaType.APPLICATION_JSON);
  }

  @GET
  @Path("deadlines.ics")
  @Produces(Calendar.MEDIA_TYPE)
  public Response calendar(@BeanParam BidQueries queries) {
    Form form = new Form(Calendar.BEGIN, "", view -> Calendar.event(view.bid()), Calendar.END);
    return file(queries.query(), "deadlines.ics", form, Calendar.MEDIA_TYPE + ";charset=UTF-8");
  }

  /** What stands before, between and after the bids, and how one is written. */
  private record Form(String begin, String between, Function<Bids.View, String> each, String end) {}

  private Response file(BidQuery query, String name, Form form, String type) {
    StreamingOutput body = out -> write(query, form, out);
    return Response.ok(body, type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }

  private void write(BidQuery query, Form form, OutputStream out) throws IOException {
    out.write(form.begin().getBytes(StandardCharsets.UTF_8));
    String before = "";
    Optional<BidQuery.Place> place = Optional.empty();
    do {
      Lists.Page page = lists.page(query, place, Bids.MAX_PAGE);
      StringBuilder text = new StringBuilder();
      for (Bids.View view : page.bids()) {
        text.append(before).append(form.each().apply(view));
        before = form.between();
      }
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      place = page.next();
    } while (place.isPresent());
    out.write(form.end().getBytes(StandardCharsets.UTF_8));
  }

  private static String header() {
    return "id,version,status,title,customerName,owner,source,stage,deadline,noticeId,decision,"
        + "score,assignedBusinessLine,outcome,createdAt,updatedAt\r\n";
  }

  private static String row(Bids.View view) {
    Bid bid = view.bid();
    StringBuilder line = new StringBuilder();
    Csv.cell(line, bid.id().value());
    Csv.cell(line, bid.version());
    Csv.cell(line, bid.status().wireName());
    for (BidField field :
        new BidField[] {
          BidField.TITLE, BidField.CUSTOMER_NAME, BidField.OWNER, BidField.SOURCE, BidField.STAGE
        }) {
      Csv.cell(line, bid.text(field).orElse(""));
    }
    Csv.cell(line, bid.requirements().deadline().map(d -> d.instant().toString()).orElse(""));
    Csv.cell(line, bid.requirements().text(RequirementField.NOTICE_ID).orElse(""));
    Csv.cell(line, bid.text(BidField.DECISION).orElse(""));
    Csv.cell(line, bid.score().<Object>map(score -> score).orElse(""));
    Csv.cell(line, bid.text(BidField.ASSIGNED_BUSINESS_LINE).orElse(""));
    Csv.cell(line, bid.text(BidField.OUTCOME).orElse(""));
    Csv.cell(line, bid.createdAt());
    Csv.cell(line, bid.updatedAt());
    return line.append("\r\n").toString();
  }
}
