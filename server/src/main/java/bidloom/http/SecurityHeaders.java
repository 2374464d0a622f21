package bidloom.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * What every answer tells a browser to refuse, whoever gives the answer. The page needs nothing but
 * its own files: no inline scripts or styles, no other site's resources, no frames around it. Only
 * the page of the OpenAPI document, which is not ours, brings inline ones.
 */
@ApplicationScoped
class SecurityHeaders {
  static final String POLICY = "Content-Security-Policy";

  private static final String DOCUMENT = "/swagger-ui/";
  private static final String DOCUMENT_POLICY =
      "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  static final Map<String, String> ALL =
      Map.of(
          POLICY,
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self';"
              + " base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private static final int FIRST = Integer.MIN_VALUE;

  void install(@Observes Router router) {
    router
        .route()
        .order(FIRST)
        .handler(
            rc -> {
              HttpServerResponse response = rc.response();
              ALL.forEach(response::putHeader);
              if (rc.normalizedPath().startsWith(DOCUMENT)) {
                response.putHeader(POLICY, DOCUMENT_POLICY);
              }
              rc.next();
            });
  }
}
