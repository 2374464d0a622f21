package bidloom.http;

import bidloom.domain.Profile;
import bidloom.protocol.Page;
import bidloom.service.Profiles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The company that bids: what the agents hold a tender against, and its versions. */
@Path("/api/profile")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ProfileResource {
  private final Profiles profiles;
  private final SecurityIdentity caller;

  ProfileResource(Profiles profiles, SecurityIdentity caller) {
    this.profiles = profiles;
    this.caller = caller;
  }

  @GET
  public Response profile(
      @QueryParam("version") @Nullable String version,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    Profile profile =
        version == null
            ? profiles.current()
            : profiles.at(Params.number("version", version, Profile.SAMPLE));
    return Versions.answer(profile.version(), ifNoneMatch, () -> Views.profile(profile));
  }

  @GET
  @Path("history")
  public Page<Map<String, Object>> history(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
    long before = Params.number("cursor", cursor, Long.MAX_VALUE);
    return Versions.page(
        profiles.history(before, Params.limit(limit)),
        step -> step.profile().version(),
        Views::profileStep);
  }

  /** Edits it by a merge patch (RFC 7396) from the version that was seen. */
  @PATCH
  @Consumes({Bodies.MERGE_PATCH, MediaType.APPLICATION_JSON})
  public Response change(@HeaderParam("If-Match") @Nullable String ifMatch, byte[] body) {
    long base = Versions.ifMatch(ifMatch);
    Profile after = profiles.change(base, Bodies.object(body), Caller.of(caller)).now();
    return Versions.answer(after.version(), Views.profile(after));
  }
}
