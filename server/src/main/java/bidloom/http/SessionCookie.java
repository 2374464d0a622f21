package bidloom.http;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cookie of a session: out of reach for scripts, and for requests that other sites cause. It
 * has no date, so it goes with the browser; the server ends the session by its own clock.
 */
@ApplicationScoped
class SessionCookie {
  private static final String NAME = "bidloom_session";
  private static final int LONGEST = 100;

  private final boolean alwaysSecure;

  SessionCookie(
      @ConfigProperty(name = "bidloom.secure-cookies", defaultValue = "false")
          boolean alwaysSecure) {
    this.alwaysSecure = alwaysSecure;
  }

  static Optional<String> of(RoutingContext rc) {
    return Optional.ofNullable(rc.request().getCookie(NAME))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST);
  }

  /** What hands the secret out. */
  NewCookie holding(RoutingContext rc, String secret) {
    return builder(rc).value(secret).build();
  }

  /** What takes it back. */
  NewCookie gone(RoutingContext rc) {
    return builder(rc).value("").maxAge(0).build();
  }

  private NewCookie.Builder builder(RoutingContext rc) {
    return new NewCookie.Builder(NAME)
        .path("/")
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .secure(secure(rc));
  }

  boolean secure(RoutingContext rc) {
    return alwaysSecure || "https".equals(rc.request().scheme());
  }
}
