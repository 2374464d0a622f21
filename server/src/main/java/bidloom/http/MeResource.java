package bidloom.http;

import bidloom.service.Identity;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Who the caller is. */
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class MeResource {
  private static final Set<String> MEMBERS = Set.of("current", "password");

  private final Identity identity;
  private final SecurityIdentity caller;

  MeResource(Identity identity, SecurityIdentity caller) {
    this.identity = identity;
    this.caller = caller;
  }

  /** Also hands the page what it has to send along with every change. */
  @GET
  public Response me() {
    return Response.ok(Identities.me(caller)).header("Cache-Control", "no-store").build();
  }

  /** All that is held about the caller's account. */
  @GET
  @Path("data")
  public Response data() {
    return PersonalFile.of(identity.personalData(), Caller.principal(caller).account());
  }

  @POST
  @Path("password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response changePassword(byte[] body) {
    Members members = Members.of(body, MEMBERS);
    identity.changePassword(
        Caller.principal(caller),
        members.required("current"),
        members.required("password"),
        Caller.session(caller));
    return Response.noContent().build();
  }
}
