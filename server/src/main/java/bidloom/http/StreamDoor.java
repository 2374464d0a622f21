package bidloom.http;

import bidloom.domain.Actor;
import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.Settings;
import bidloom.log.Frame;
import bidloom.log.Frames;
import bidloom.store.StoreFailure;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens event streams (server-sent events, WHATWG HTML, section 9.2). What may block runs on a
 * virtual thread, the stream itself is written by its event loop, and whatever is refused is
 * refused before it starts.
 */
@ApplicationScoped
class StreamDoor {
  private static final System.Logger LOGGER = System.getLogger(StreamDoor.class.getName());

  private final Settings settings;
  private final OpenStreams streams;
  private final Authentication authentication;

  StreamDoor(Settings settings, OpenStreams streams, Authentication authentication) {
    this.settings = settings;
    this.streams = streams;
    this.authentication = authentication;
  }

  /** What a request for a stream gets. */
  sealed interface Opening {
    /** There is nothing left to say. */
    record Nothing() implements Opening {}

    /** One frame, and nothing after it. */
    record Only(Frame frame) implements Opening {}

    /** Frames, after a first one that is for this reader alone. */
    record Stream(Optional<Frame> first, Frames frames) implements Opening {}
  }

  /**
   * Opens a stream.
   *
   * @param find says what it is of; it may block, and is given what to call when there is more
   */
  void open(RoutingContext rc, Function<Runnable, Opening> find) {
    Runnable leave = streams.enter(principal(rc));
    rc.addEndHandler(over -> leave.run());
    if (rc.response().closed()) {
      leave.run(); // nobody is told of an end that came before
    }
    Context context = rc.vertx().getOrCreateContext();
    SseStream stream =
        new SseStream(context, rc, settings, open -> check(rc, context, open), leave);
    Thread.ofVirtual()
        .name("stream")
        .start(
            () -> {
              try {
                Opening opening = find.apply(stream::ready);
                context.runOnContext(now -> begin(rc.response(), stream, opening));
              } catch (Refusal refusal) {
                refuse(rc, context, () -> Problems.send(rc, refusal));
              } catch (StoreFailure unavailable) {
                LOGGER.log(System.Logger.Level.WARNING, RequestIds.of(rc), unavailable);
                refuse(rc, context, () -> Problems.send(rc, unavailable));
              }
            });
  }

  /** Ends a stream whose reader has lost the right to it: logged out, revoked, disabled, erased. */
  private void check(RoutingContext rc, Context context, SseStream stream) {
    Thread.ofVirtual()
        .name("stream-check")
        .start(
            () -> {
              try {
                if (!authentication.holds(rc)) {
                  context.runOnContext(now -> stream.end());
                }
              } catch (StoreFailure unavailable) {
                LOGGER.log(System.Logger.Level.DEBUG, "looked at again later", unavailable);
              }
            });
  }

  private static void begin(HttpServerResponse response, SseStream stream, Opening opening) {
    boolean gone = response.closed();
    switch (opening) {
      case Opening.Stream(Optional<Frame> first, Frames frames) when gone -> frames.close();
      case Opening.Stream(Optional<Frame> first, Frames frames) -> stream.stream(first, frames);
      case Opening.Only(Frame frame) when !gone -> stream.tell(frame);
      case Opening.Nothing nothing when !gone -> response.setStatusCode(204).end();
      case Opening.Only only -> {}
      case Opening.Nothing nothing -> {}
    }
  }

  private static void refuse(RoutingContext rc, Context context, Runnable answer) {
    context.runOnContext(
        now -> {
          if (!rc.response().closed()) {
            answer.run();
          }
        });
  }

  /** Who asks for a stream. */
  static Actor caller(RoutingContext rc) {
    return principal(rc).actor();
  }

  private static Principal principal(RoutingContext rc) {
    if (rc.user() instanceof QuarkusHttpUser user) {
      return Caller.principal(user.getSecurityIdentity());
    }
    throw new Refusal.Unauthenticated();
  }

  /** The id in the request's path. */
  static String id(RoutingContext rc) {
    return Objects.requireNonNullElse(rc.pathParam("id"), "");
  }
}
