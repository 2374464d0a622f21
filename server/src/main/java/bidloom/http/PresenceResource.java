package bidloom.http;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.log.Feeds;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says where somebody is; the bid's stream tells the others. */
@Path("/api/bids/{id}/presence")
@RunOnVirtualThread
class PresenceResource {
  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Set<String> MEMBERS = Set.of("client", "field");

  private final Feeds feeds;
  private final SecurityIdentity caller;

  PresenceResource(Feeds feeds, SecurityIdentity caller) {
    this.feeds = feeds;
    this.caller = caller;
  }

  /** Present for 30 seconds from now on, in that field or in none. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public void say(@PathParam("id") String id, byte[] body) {
    Members members = Members.of(body, MEMBERS);
    String client = client(members.required("client"));
    Optional<String> field = members.text("field").map(PresenceResource::field);
    feeds.presence().say(new BidId(id), Caller.of(caller), client, field);
  }

  /** No longer present with that client. */
  @DELETE
  public void leave(@PathParam("id") String id, @QueryParam("client") @Nullable String client) {
    feeds.presence().dismiss(new BidId(id), Caller.of(caller), client(client));
  }

  /** The name of a client, such as one made up for a tab when it was opened. */
  static String client(@Nullable String name) {
    if (name != null && CLIENT.matcher(name).matches()) {
      return name;
    }
    throw new Refusal.Invalid(
        "/client",
        "client names the tab or program: 1 to 64 letters, digits, \".\", \"_\", \"-\".");
  }

  private static String field(String name) {
    if (known(name)) {
      return name;
    }
    throw new Refusal.Invalid("/field", "field is a field of a bid, such as requirements.budget.");
  }

  private static boolean known(String name) {
    return name.startsWith(Bid.REQUIREMENTS_PREFIX)
        ? RequirementField.named(name.substring(Bid.REQUIREMENTS_PREFIX.length())).isPresent()
        : BidField.named(name).isPresent();
  }
}
