package bidloom.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The cookie of a session: out of reach for scripts, and for requests that other sites cause. It
 * has no date, so it goes with the browser; the server ends the session by its own clock.
 */
final class SessionCookie {
  private static final String NAME = "bidloom_session";
  private static final int LONGEST = 100;

  private SessionCookie() {}

  static Optional<String> of(RoutingContext rc) {
    return Optional.ofNullable(rc.request().getCookie(NAME))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST);
  }

  /** Hands it out with the answer. */
  static void set(RoutingContext rc, String secret, boolean alwaysSecure) {
    rc.response().addCookie(cookie(rc, secret, alwaysSecure));
  }

  /** Takes it back. */
  static void clear(RoutingContext rc, boolean alwaysSecure) {
    rc.response().addCookie(cookie(rc, "", alwaysSecure).setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext rc, String value, boolean alwaysSecure) {
    return Cookie.cookie(NAME, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(alwaysSecure || rc.request().isSSL() || "https".equals(rc.request().scheme()));
  }
}
