package bidloom.http;

import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.service.Sessions;
import bidloom.store.StoreFailure;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Holds every request under {@code /api} to the table of {@link Access}, before any route sees it.
 * A request by cookie, which the browser sends along whoever asked for it, also has to show that it
 * comes from the page: if it changes something, by a token that only the page can read. What passes
 * is counted, so that nothing is begun for a caller who has had enough of it.
 */
@ApplicationScoped
class AccessPolicy implements HttpSecurityPolicy {
  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final System.Logger LOGGER = System.getLogger(AccessPolicy.class.getName());
  private static final String FOREIGN = "This request does not come from the page.";
  private final Allowances allowances;

  AccessPolicy(Allowances allowances) {
    this.allowances = allowances;
  }

  @Override
  public String name() {
    return "bidloom";
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext rc, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
    return identity.onItem().transform(caller -> check(rc, caller));
  }

  private CheckResult check(RoutingContext rc, SecurityIdentity caller) {
    Optional<Access.Rule> found = Access.of(rc.request().method().name(), rc.normalizedPath());
    if (found.isPresent() && found.get().kind() == Access.Kind.OPEN) {
      if (found.get().changes() && Origin.of(rc.request()) == Origin.FOREIGN) {
        throw new Refusal.Forbidden(FOREIGN);
      }
      return CheckResult.PERMIT;
    }
    Optional<Principal> principal = Caller.find(caller);
    if (principal.isEmpty()) {
      return CheckResult.DENY;
    }
    Access.Rule rule = found.orElseThrow(() -> new Refusal.NotFound("route", rc.normalizedPath()));
    comesFromThePage(rc, caller, rule);
    if (principal.get().mustChange() && rule.kind() != Access.Kind.ANYBODY) {
      throw new Refusal.PasswordChangeRequired();
    }
    if (!principal.get().role().covers(rule.least())) {
      throw new Refusal.Forbidden(rule.least());
    }
    rule.costs().forEach(cost -> allowances.take(principal.get(), cost));
    return CheckResult.PERMIT;
  }

  private static void comesFromThePage(
      RoutingContext rc, SecurityIdentity caller, Access.Rule rule) {
    Optional<String> session = Caller.session(caller);
    if (session.isEmpty()) {
      return;
    }
    if (rule.changes()) {
      String sent = Optional.ofNullable(rc.request().getHeader(CSRF_HEADER)).orElse("");
      if (!Sessions.csrfHolds(session.get(), sent)) {
        throw new Refusal.Forbidden(
            "Send %s with the token of GET /api/me.".formatted(CSRF_HEADER));
      }
    }
    if (rule.kind() == Access.Kind.STARTING && Origin.of(rc.request()) != Origin.OWN) {
      throw new Refusal.Forbidden(FOREIGN);
    }
  }

  /** What is refused before a route is found is a problem too, whatever its path looks like. */
  void install(@Observes Router router) {
    router.route().order(0).failureHandler(AccessPolicy::answer);
  }

  private static void answer(RoutingContext rc) {
    switch (rc.failure()) {
      case Refusal refusal when !rc.response().ended() -> Problems.send(rc, refusal);
      case StoreFailure failure when !rc.response().ended() -> {
        LOGGER.log(System.Logger.Level.WARNING, "Request " + RequestIds.of(rc), failure);
        Problems.send(rc, failure);
      }
      case null, default -> rc.next();
    }
  }
}
