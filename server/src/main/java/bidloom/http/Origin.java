package bidloom.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Optional;

/**
 * Whether a browser says that a request comes from this server's own page (Fetch Metadata, W3C;
 * else the Origin header, RFC 6454). Other programs say nothing.
 */
enum Origin {
  OWN,
  FOREIGN,
  UNSAID;

  static Origin of(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none") ? OWN : FOREIGN;
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return UNSAID;
    }
    HostAndPort host = request.authority();
    return host != null && authority(origin).equals(Optional.of(host.toString())) ? OWN : FOREIGN;
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException notAnOrigin) {
      return Optional.empty();
    }
  }
}
