package bidloom.http;

import bidloom.domain.Account;
import bidloom.domain.LoginName;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import bidloom.protocol.Page;
import bidloom.service.Accounts;
import bidloom.service.Erasure;
import bidloom.service.Identity;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may log in, as administrators keep them. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class UserResource {
  private static final Set<String> CHANGEABLE =
      Set.of("displayName", "role", "businessLine", "disabled");
  private static final Set<String> NEW =
      Set.of("name", "displayName", "role", "businessLine", "password");

  private final Accounts accounts;
  private final Identity identity;
  private final SecurityIdentity caller;

  UserResource(Identity identity, SecurityIdentity caller) {
    this.accounts = identity.accounts();
    this.identity = identity;
    this.caller = caller;
  }

  @GET
  public Page<Map<String, Object>> list(
      @QueryParam("cursor") @DefaultValue("") String cursor,
      @QueryParam("limit") @Nullable String limit) {
    int most = Math.min(Params.limit(limit), Accounts.MAX_PAGE);
    return Identities.page(accounts.list(cursor, most), most, Identities::account);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(byte[] body) {
    Members members = Members.of(body, NEW);
    LoginName name = members.loginName("name");
    Role role = members.role("role").orElseThrow(() -> Members.missing("role"));
    Accounts.Draft draft =
        new Accounts.Draft(
            name,
            members.text("displayName").orElse(name.value()),
            role,
            members.text("businessLine"));
    Account account = accounts.create(draft, members.text("password"));
    return Response.status(Response.Status.CREATED)
        .header("Location", "/api/users/" + account.name().value())
        .entity(Identities.account(account))
        .build();
  }

  @GET
  @Path("{name}")
  public Map<String, Object> get(@PathParam("name") String name) {
    return Identities.account(accounts.get(known(name)));
  }

  @PATCH
  @Path("{name}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  public Map<String, Object> change(@PathParam("name") String name, byte[] body) {
    Members members = Members.of(body, CHANGEABLE);
    Accounts.Change change =
        new Accounts.Change(
            members.text("displayName"),
            members.role("role"),
            members.has("businessLine")
                ? Optional.of(members.text("businessLine"))
                : Optional.empty(),
            members.flag("disabled"));
    return Identities.account(accounts.change(known(name), change));
  }

  @POST
  @Path("{name}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response setPassword(@PathParam("name") String name, byte[] body) {
    Members members = Members.of(body, Set.of("password"));
    accounts.setPassword(known(name), members.required("password"));
    return Response.noContent().build();
  }

  /** All that is held about somebody, for them to have. */
  @GET
  @Path("{name}/data")
  public Response data(@PathParam("name") String name) {
    return PersonalFile.of(identity.personalData(), known(name));
  }

  /** Takes somebody's name out of the database, for good; the same again goes on with it. */
  @POST
  @Path("{name}/erase")
  public Map<String, Object> erase(@PathParam("name") String name) {
    Principal principal = Caller.principal(caller);
    LoginName known = known(name);
    if (principal.account().equals(known)) {
      throw new Refusal.Invalid("", "Somebody else who administers has to erase you.");
    }
    Erasure.Erased erased = identity.erasure().erase(known, principal.actor());
    return Map.of("pseudonym", erased.pseudonym(), "changed", erased.changed());
  }

  private static LoginName known(String name) {
    return LoginName.parse(name).orElseThrow(() -> new Refusal.NotFound("user", name));
  }
}
