package bidloom.http;

import bidloom.domain.Profile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The company that bids, for whoever wants to know what the agents hold a tender against. */
@Path("/api/profile")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ProfileResource {
  private final Profile profile;

  ProfileResource(Profile profile) {
    this.profile = profile;
  }

  @GET
  public Map<String, Object> profile() {
    return profile.values();
  }
}
