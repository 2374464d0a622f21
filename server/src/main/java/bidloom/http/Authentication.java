package bidloom.http;

import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.service.Identity;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens (RFC 6750), and the session cookie of the page where there is no token. A session
 * that is over is nobody, so that one can log in again; a bad token is refused.
 */
@ApplicationScoped
class Authentication implements HttpAuthenticationMechanism {
  private static final String SCHEME = "bearer ";

  private final Identity identity;

  Authentication(Identity identity) {
    this.identity = identity;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(RoutingContext rc, IdentityProviderManager manager) {
    Optional<String> token = bearer(rc);
    if (token.isPresent()) {
      return later(() -> byToken(token.get()));
    }
    Optional<String> session = SessionCookie.of(rc);
    return session.isPresent()
        ? later(() -> bySession(session.get()))
        : Uni.createFrom().nullItem();
  }

  private static Optional<String> bearer(RoutingContext rc) {
    return Optional.ofNullable(rc.request().getHeader("Authorization"))
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
        .map(header -> header.substring(SCHEME.length()).trim());
  }

  /** Whether that which let a request in is good still; to ask is no use of it. It may block. */
  boolean holds(RoutingContext rc) {
    return bearer(rc)
        .map(identity.tokens()::holds)
        .or(() -> SessionCookie.of(rc).map(identity.sessions()::holds))
        .orElse(false);
  }

  private interface Look {
    @Nullable SecurityIdentity up();
  }

  private static Uni<SecurityIdentity> later(Look look) {
    return Uni.createFrom().item(look::up).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private SecurityIdentity byToken(String token) {
    try {
      return known(identity.tokens().authenticate(token)).build();
    } catch (Refusal.Unauthenticated unknown) {
      throw new AuthenticationFailedException(unknown.getMessage());
    }
  }

  private @Nullable SecurityIdentity bySession(String secret) {
    return identity
        .sessions()
        .authenticate(secret)
        .map(principal -> known(principal).addAttribute(Caller.SESSION, secret).build())
        .orElse(null);
  }

  private static QuarkusSecurityIdentity.Builder known(Principal principal) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(principal.actor().name()))
        .addRole(principal.role().wireName())
        .addAttribute(Caller.PRINCIPAL, principal);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext rc) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", Problems.CHALLENGE));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext rc) {
    return Uni.createFrom()
        .completionStage(Problems.send(rc, new Refusal.Unauthenticated()).toCompletionStage())
        .map(sent -> true);
  }
}
