package bidloom.http;

import bidloom.domain.Actor;
import bidloom.domain.Refusal;
import bidloom.protocol.Json;
import bidloom.protocol.Problem;
import bidloom.service.Tokens;
import bidloom.store.TokenStore;
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

/** Bearer tokens (RFC 6750). */
@ApplicationScoped
class Authentication implements HttpAuthenticationMechanism {
  private static final String SCHEME = "bearer ";
  private static final String REALM = "Bearer realm=\"bidloom\"";

  private final Tokens tokens;

  Authentication(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(RoutingContext rc, IdentityProviderManager manager) {
    String header = rc.request().getHeader("Authorization");
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Uni.createFrom().nullItem();
    }
    String token = header.substring(SCHEME.length()).trim();
    return Uni.createFrom()
        .item(() -> identity(token))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private SecurityIdentity identity(String token) {
    try {
      TokenStore.Holder holder = tokens.authenticate(token);
      return QuarkusSecurityIdentity.builder()
          .setPrincipal(new QuarkusPrincipal(holder.name()))
          .addRole(holder.role())
          .addAttribute(Caller.KIND, Actor.Kind.TOKEN.wireName())
          .build();
    } catch (Refusal.Unauthenticated unknown) {
      throw new AuthenticationFailedException(unknown.getMessage());
    }
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext rc) {
    return Uni.createFrom()
        .item(new ChallengeData(HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", REALM));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext rc) {
    Problem problem = Problems.of(new Refusal.Unauthenticated(), RequestIds.of(rc));
    rc.response()
        .setStatusCode(problem.status())
        .putHeader("WWW-Authenticate", REALM)
        .putHeader("Content-Type", Problem.MEDIA_TYPE);
    return Uni.createFrom()
        .completionStage(rc.response().end(Json.write(problem)).toCompletionStage())
        .map(sent -> true);
  }
}
