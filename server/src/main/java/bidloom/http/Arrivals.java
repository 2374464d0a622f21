package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.domain.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Bounds how a request arrives: one that says beforehand that it is too large is not read, and one
 * that trickles in is given up (RFC 9110, sections 15.5.14 and 15.5.9). Either ends its connection.
 */
@ApplicationScoped
class Arrivals {
  /** A document of the full size, and what a multipart form wraps around it. */
  static final long MAX_DECLARED = Bodies.MAX_BYTES + 64L * 1024;

  private static final long NO_ERROR = 0;
  private static final int AFTER_THE_IDS = Integer.MIN_VALUE + 1;

  private final Settings settings;

  Arrivals(Settings settings) {
    this.settings = settings;
  }

  void install(@Observes Router router) {
    router.route().order(AFTER_THE_IDS).handler(this::arrive);
  }

  private void arrive(RoutingContext rc) {
    if (declared(rc.request()) > MAX_DECLARED) {
      refuse(rc, Bodies.tooLarge());
      return;
    }
    if (!rc.request().isEnded()) {
      long timer =
          rc.vertx().setTimer(settings.requests().arrival().toMillis(), late -> giveUp(rc));
      rc.addEndHandler(done -> rc.vertx().cancelTimer(timer));
    }
    rc.next();
  }

  private static long declared(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException beyondAnyLimit) {
      return Long.MAX_VALUE;
    }
  }

  private void giveUp(RoutingContext rc) {
    if (!rc.request().isEnded() && !rc.response().ended()) {
      refuse(rc, new Refusal.TooSlow(settings.requests().arrival()));
    }
  }

  private static void refuse(RoutingContext rc, Refusal refusal) {
    boolean shared = rc.request().version() == HttpVersion.HTTP_2;
    if (rc.response().headWritten()) {
      rc.request().connection().close();
    } else if (shared) {
      // Other requests share the connection: only this one is not waited for (RFC 9113, section
      // 8.1).
      Problems.send(rc, refusal).onComplete(sent -> rc.response().reset(NO_ERROR));
    } else {
      rc.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      Problems.send(rc, refusal).onComplete(sent -> rc.request().connection().close());
    }
  }
}
