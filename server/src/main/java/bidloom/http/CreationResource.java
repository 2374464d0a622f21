package bidloom.http;

import bidloom.domain.Actor;
import bidloom.domain.Answer;
import bidloom.domain.BidId;
import bidloom.domain.Duplicate;
import bidloom.domain.Patch;
import bidloom.domain.Refusal;
import bidloom.domain.RunKind;
import bidloom.protocol.BidView;
import bidloom.service.Bids;
import bidloom.service.Runs;
import bidloom.service.Work;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** New bids: from fields, from a notice or document as the body, or from an uploaded file. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CreationResource {
  private final Bids bids;
  private final Runs runs;
  private final Posts posts;
  private final Allowances allowances;
  private final SecurityIdentity caller;

  CreationResource(
      Bids bids, Runs runs, Posts posts, Allowances allowances, SecurityIdentity caller) {
    this.bids = bids;
    this.runs = runs;
    this.posts = posts;
    this.allowances = allowances;
    this.caller = caller;
  }

  @POST
  @Path("bids")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response createFromFields(byte[] body, @QueryParam("extract") boolean extract) {
    Map<String, Object> members = Bodies.object(body);
    boolean fields = members.containsKey("title") || members.containsKey("rawInput");
    // A SAM.gov opportunity has a title as well; no field of a bid is named like its id.
    boolean notice = members.containsKey("noticeId") || !fields;
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
    if (extract) {
      allowances.take(Caller.principal(caller), Allowances.Cost.STARTS);
    }
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
    return posts.of(body, begun, CreationResource::created);
  }

  private static Answer created(Begun begun) {
    BidView view =
        Views.bid(begun.view()).created(begun.duplicates().stream().map(Views::duplicate).toList());
    return Posts.answer(
        Response.Status.CREATED,
        Map.of("Location", "/api/bids/" + view.id(), "ETag", Versions.etag(view.version())),
        view);
  }
}
