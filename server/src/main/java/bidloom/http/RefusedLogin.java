package bidloom.http;

import bidloom.domain.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/**
 * A login at the provider that is refused, as a person sees it: the page with its login form, which
 * says why and leads to the same address once more. Programs get the problem.
 */
final class RefusedLogin {
  private RefusedLogin() {}

  /**
   * Takes a step of a login.
   *
   * @param target the address on this server that the person wanted
   */
  static Response shown(RoutingContext rc, String target, Supplier<Response> step) {
    try {
      return step.get();
    } catch (Refusal refused) {
      String accepted = rc.request().getHeader("Accept");
      if (accepted == null || !accepted.contains("text/html")) {
        throw refused;
      }
      return Response.status(Response.Status.SEE_OTHER)
          .header("Location", "/?login=" + word(refused) + fragment(target))
          .header("Cache-Control", "no-store")
          .build();
    }
  }

  /** The last part of the problem's type, such as {@code forbidden}. */
  private static String word(Refusal refused) {
    return Problems.of(refused, "").type().replaceFirst(".*/", "");
  }

  /** The page tells its places apart by what is behind the hash. */
  private static String fragment(String target) {
    int hash = target.indexOf('#');
    return hash < 0 ? "" : target.substring(hash);
  }
}
