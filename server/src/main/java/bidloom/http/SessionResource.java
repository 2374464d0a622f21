package bidloom.http;

import bidloom.service.Identity;
import bidloom.service.Sessions;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Logging in and out. */
@Path("/api/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SessionResource {
  private static final Set<String> MEMBERS = Set.of("name", "password");

  private final Sessions sessions;
  private final SessionCookie cookie;
  private final OpenIdConfig openId;
  private final SecurityIdentity caller;

  SessionResource(
      Identity identity, SessionCookie cookie, OpenIdConfig openId, SecurityIdentity caller) {
    this.sessions = identity.sessions();
    this.cookie = cookie;
    this.openId = openId;
    this.caller = caller;
  }

  /**
   * The ways to log in, and who is logged in where somebody is: {@code {oidc, me?}}. Unlike {@code
   * GET /api/me} it is answered to everybody, so a page can ask before anybody has logged in.
   */
  @GET
  public Response look() {
    Map<String, Object> view = new TreeMap<>();
    view.put("oidc", openId.client().isPresent());
    Caller.find(caller).ifPresent(principal -> view.put("me", Identities.me(caller)));
    return Response.ok(view).header("Cache-Control", "no-store").build();
  }

  /** JSON only: another site's form can't send that. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response login(byte[] body, @Context RoutingContext rc) {
    Members members = Members.of(body, MEMBERS);
    Sessions.Opened opened =
        sessions.login(
            members.required("name"),
            members.required("password"),
            Address.of(rc),
            SessionCookie.of(rc));
    Map<String, Object> me = Identities.me(opened.principal());
    me.put("csrfToken", opened.csrfToken());
    return Response.ok(me)
        .header("Cache-Control", "no-store")
        .cookie(cookie.holding(rc, opened.secret()))
        .build();
  }

  @DELETE
  public Response logout(@Context RoutingContext rc) {
    Caller.session(caller).ifPresent(sessions::close);
    return Response.noContent().cookie(cookie.gone(rc)).build();
  }
}
