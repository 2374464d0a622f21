package bidloom.http;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Who the caller is. */
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
class MeResource {
  private final SecurityIdentity caller;

  MeResource(SecurityIdentity caller) {
    this.caller = caller;
  }

  @GET
  public Map<String, Object> me() {
    return Map.of("name", caller.getPrincipal().getName(), "roles", caller.getRoles());
  }
}
