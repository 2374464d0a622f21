package bidloom.http;

import bidloom.domain.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A short page for each kind of problem, where its {@code type} points. */
@Path("/problems/{slug}")
@Produces(MediaType.TEXT_PLAIN)
class ProblemResource {
  @GET
  public String page(@PathParam("slug") String slug) {
    for (Problems.Kind kind : Problems.kinds()) {
      if (kind.slug.equals(slug)) {
        return "%s (%d)%n%n%s%n".formatted(kind.title, kind.status, kind.advice);
      }
    }
    throw new Refusal.NotFound("problem", slug);
  }
}
