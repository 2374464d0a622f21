package bidloom.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Gives every request an id, which its answer carries and the log names. */
@ApplicationScoped
class RequestIds {
  static final String HEADER = "X-Request-Id";
  private static final int FIRST = Integer.MIN_VALUE;

  void install(@Observes Router router) {
    router
        .route()
        .order(FIRST)
        .handler(
            rc -> {
              rc.response().putHeader(HEADER, UUID.randomUUID().toString());
              rc.next();
            });
  }

  static String of(RoutingContext rc) {
    String id = rc.response().headers().get(HEADER);
    return id == null ? "" : id;
  }
}
