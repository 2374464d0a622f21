package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.service.ForeignLogins;
import bidloom.service.Identity;
import bidloom.service.Sessions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Logging in at the operator's identity provider. It vouches for who somebody is, and no more: what
 * follows is a session of our own, like any other.
 */
@Path("/api/session/oidc")
@RunOnVirtualThread
class OpenIdResource {
  private static final String PATH = "/api/session/oidc";
  private static final String COOKIE = "bidloom_login";
  private static final int COOKIE_SECONDS = 600;
  private static final String NO_CODE = "";

  /** A path on this server: a browser takes {@code //host} and {@code /\host} for another one. */
  private static final Pattern LOCAL =
      Pattern.compile(
          "/(?![/\\\\])(?:[\\w\\-./?=&~+]|%[0-9A-Fa-f]{2}){0,500}"
              + "(?:#(?:[\\w\\-./?=&~+*]|%[0-9A-Fa-f]{2}){0,500})?");

  private final OpenIdConfig config;
  private final Identity identity;
  private final SessionCookie cookie;
  private final AtomicReference<@Nullable OpenIdProvider> provider = new AtomicReference<>();

  OpenIdResource(OpenIdConfig config, Identity identity, SessionCookie cookie) {
    this.config = config;
    this.identity = identity;
    this.cookie = cookie;
  }

  /** Sends the browser to the provider; {@code to} is the page that it comes back to. */
  @GET
  public Response begin(
      @QueryParam("to") @DefaultValue("/") String to, @Context RoutingContext rc) {
    return RefusedLogin.shown(rc, local(to), () -> begin(local(to), rc, provider()));
  }

  private Response begin(String target, RoutingContext rc, OpenIdProvider asked) {
    ForeignLogins.Begun login = identity.foreignLogins().begin(target);
    return Response.seeOther(asked.question(login, redirect(rc)))
        .header("Cache-Control", "no-store")
        .cookie(kept(rc, login.state(), COOKIE_SECONDS))
        .build();
  }

  static String local(String to) {
    return LOCAL.matcher(to).matches() ? to : "/";
  }

  /** Where the provider sends the browser back to. */
  @GET
  @Path("callback")
  public Response finish(
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("code") @DefaultValue("") String code,
      @QueryParam("iss") @Nullable String issuer,
      @Context RoutingContext rc) {
    return RefusedLogin.shown(
        rc,
        "/",
        () -> {
          OpenIdProvider asked = provider();
          ForeignLogins.Begun login = resume(state, rc);
          boolean another =
              issuer != null && config.client().stream().noneMatch(c -> c.issuer().equals(issuer));
          return RefusedLogin.shown(
              rc, login.target(), () -> finish(asked, login, another ? NO_CODE : code, rc));
        });
  }

  private ForeignLogins.Begun resume(String state, RoutingContext rc) {
    Optional<String> own =
        Optional.ofNullable(rc.request().getCookie(COOKIE)).map(Cookie::getValue);
    return identity.foreignLogins().resume(state, own);
  }

  private Response finish(
      OpenIdProvider asked, ForeignLogins.Begun login, String code, RoutingContext rc) {
    if (code.equals(NO_CODE)) {
      throw new Refusal.Unauthenticated("The provider did not vouch for you.");
    }
    OpenIdClaims claims = new OpenIdClaims(asked.answer(login, code, redirect(rc)).toJSONObject());
    Sessions.Opened opened =
        identity.foreignLogins().login(claims.vouched(config.rules()), SessionCookie.of(rc));
    return Response.status(Response.Status.SEE_OTHER)
        .header("Location", login.target()) // not made absolute: a proxy knows the host, we don't
        .header("Cache-Control", "no-store")
        .cookie(cookie.holding(rc, opened.secret()), kept(rc, "", 0))
        .build();
  }

  /** Looked up at the first login, so that the server starts while the provider is away. */
  private OpenIdProvider provider() {
    OpenIdProvider known = provider.get();
    if (known == null) {
      known =
          OpenIdProvider.discover(
              config.client().orElseThrow(() -> new Refusal.NotFound("route", PATH)));
      provider.compareAndSet(null, known);
    }
    return known;
  }

  private URI redirect(RoutingContext rc) {
    String base =
        config
            .publicUrl()
            .orElseGet(
                () ->
                    rc.request().scheme()
                        + "://"
                        + Objects.requireNonNull(rc.request().authority()));
    return URI.create(base + PATH + "/callback");
  }

  /** Lax: the browser comes back from another site. */
  private NewCookie kept(RoutingContext rc, String state, int seconds) {
    return new NewCookie.Builder(COOKIE)
        .value(state)
        .path(PATH)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .secure(cookie.secure(rc))
        .maxAge(seconds)
        .build();
  }
}
