package bidloom.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a content type that can't be read, which the framework would take for a bug of ours. */
class ContentTypes {
  private static final Set<String> WITH_A_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  @ServerRequestFilter(preMatching = true)
  void check(ContainerRequestContext request) {
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if (type != null && WITH_A_BODY.contains(request.getMethod()) && !readable(type)) {
      throw new NotSupportedException();
    }
  }

  private static boolean readable(String type) {
    try {
      MediaType.valueOf(type);
      return true;
    } catch (IllegalArgumentException nonsense) {
      return false;
    }
  }
}
