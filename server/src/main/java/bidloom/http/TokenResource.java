package bidloom.http;

import bidloom.domain.LoginName;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.protocol.Page;
import bidloom.service.Identity;
import bidloom.service.Tokens;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens for programs: one's own, and for administrators those of others. */
@Path("/api/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TokenResource {
  private static final Set<String> MEMBERS = Set.of("name", "role", "expiresInDays");
  private static final String ALL = "*";

  private final Tokens tokens;
  private final SecurityIdentity caller;

  TokenResource(Identity identity, SecurityIdentity caller) {
    this.tokens = identity.tokens();
    this.caller = caller;
  }

  /** One's own; with {@code ?owner=} those of another account, with {@code ?owner=*} all. */
  @GET
  public Page<Map<String, Object>> list(
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @Nullable String limit) {
    int most = Math.min(Params.limit(limit), Tokens.MAX_PAGE);
    return Identities.page(tokens.list(whose(owner), cursor, most), most, Identities::token);
  }

  private Optional<LoginName> whose(@Nullable String owner) {
    Principal principal = Caller.principal(caller);
    if (owner == null || owner.equals(principal.account().value())) {
      return Optional.of(principal.account());
    }
    if (!principal.role().covers(Role.ADMIN)) {
      throw new Refusal.Forbidden(Role.ADMIN);
    }
    return owner.equals(ALL) ? Optional.empty() : Optional.of(LoginName.require("/owner", owner));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response issue(byte[] body) {
    Members members = Members.of(body, MEMBERS);
    Tokens.Draft draft =
        new Tokens.Draft(
            members.loginName("name"),
            members.role("role"),
            members.number("expiresInDays").map(Duration::ofDays));
    Tokens.Issued issued = tokens.issue(Caller.principal(caller), draft);
    Map<String, Object> view = Identities.token(issued.token());
    view.put("token", issued.secret());
    return Response.status(Response.Status.CREATED)
        .header("Location", "/api/tokens/" + issued.token().id())
        .header("Cache-Control", "no-store")
        .entity(view)
        .build();
  }

  @DELETE
  @Path("{id}")
  public Map<String, Object> revoke(@PathParam("id") String id) {
    return Identities.token(tokens.revoke(Optional.of(Caller.principal(caller)), id));
  }
}
