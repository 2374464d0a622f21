package bidloom.http;

import bidloom.domain.Settings;
import bidloom.log.Frame;
import bidloom.log.Frames;
import io.netty.channel.ChannelFuture;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open event stream. Everything happens on its event loop: it writes as long as the connection
 * takes what is written, waits for the drain signal otherwise, and never keeps a queue of its own.
 */
final class SseStream {
  private static final int RETRY_MILLIS = 2000;
  private static final int RETRY_JITTER_MILLIS = 1000;

  private final Context context;
  private final RoutingContext rc;
  private final HttpServerResponse response;
  private final Settings settings;
  private final Consumer<SseStream> check;
  private final Runnable afterwards;
  private final AtomicBoolean pumpPlanned = new AtomicBoolean();
  private @Nullable Frames frames;
  private long timer;
  private long lastWriteNanos = System.nanoTime();
  private long lastCheckNanos = lastWriteNanos;

  /**
   * A stream that has not begun.
   *
   * @param check is called now and then, and ends it where its reader may read no more
   * @param afterwards is run when it is over, perhaps more than once
   */
  SseStream(
      Context context,
      RoutingContext rc,
      Settings settings,
      Consumer<SseStream> check,
      Runnable afterwards) {
    this.check = check;
    this.afterwards = afterwards;
    this.context = context;
    this.rc = rc;
    this.response = rc.response();
    this.settings = settings;
  }

  /** Says one thing and ends. */
  void tell(Frame only) {
    begin();
    write(Buffer.buffer(only.bytes()));
    response.end();
  }

  /** Streams frames until they or the connection end, and closes them then. */
  void stream(Optional<Frame> first, Frames source) {
    begin();
    first.ifPresent(frame -> write(Buffer.buffer(frame.bytes())));
    frames = source;
    timer =
        context.owner().setPeriodic(Math.max(1, settings.keepAlive().toMillis() / 3), id -> tick());
    response.drainHandler(drained -> pump());
    rc.addEndHandler(ended -> over());
    pump();
  }

  /** Ends the stream, whatever there would be to say. */
  void end() {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
    over();
  }

  /**
   * Lets go of the frames, once: the response has ended, or its connection has. They are closed
   * last, so that nothing is left of a stream whose frames are closed.
   */
  private void over() {
    context.owner().cancelTimer(timer);
    afterwards.run();
    Frames source = frames;
    frames = null;
    if (source != null) {
      source.close();
    }
  }

  private void begin() {
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream;charset=UTF-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    int retry = RETRY_MILLIS + ThreadLocalRandom.current().nextInt(RETRY_JITTER_MILLIS);
    write(Buffer.buffer(": bidloom\nretry: " + retry + "\n\n"));
  }

  /** From any thread: look for new frames on the event loop, once for many signals. */
  void ready() {
    if (pumpPlanned.compareAndSet(false, true)) {
      context.runOnContext(
          now -> {
            pumpPlanned.set(false);
            pump();
          });
    }
  }

  private void pump() {
    Frames source = frames;
    if (source == null || response.ended() || response.closed()) {
      return;
    }
    while (!response.writeQueueFull()) {
      List<Frame> next = source.next();
      if (next.isEmpty()) {
        break;
      }
      Buffer buffer = Buffer.buffer();
      next.forEach(frame -> buffer.appendBytes(frame.bytes()));
      write(buffer);
    }
    if (frames != null && source.ended()) {
      response.end();
    }
  }

  /** A comment after a silence; the end of a connection that takes nothing any more. */
  private void tick() {
    long now = System.nanoTime();
    if (now - lastCheckNanos > settings.identity().streamCheck().toNanos()) {
      lastCheckNanos = now;
      check.accept(this);
    }
    long silentNanos = now - lastWriteNanos;
    if (response.writeQueueFull()) {
      if (silentNanos > settings.streamStall().toNanos()) {
        cutOff();
      }
    } else if (silentNanos >= settings.keepAlive().toNanos()) {
      write(Buffer.buffer(": still here\n\n"));
    }
  }

  /**
   * Ends a connection at once. To close it in the usual way would wait until what was written is
   * taken, and that is what does not happen; an HTTP/2 stream can be reset alone.
   */
  private void cutOff() {
    over();
    if (rc.request().version() != HttpVersion.HTTP_2
        && rc.request().connection() instanceof ConnectionBase connection) {
      ChannelFuture _ = connection.channelHandlerContext().close();
    } else {
      response.reset();
    }
  }

  private void write(Buffer buffer) {
    lastWriteNanos = System.nanoTime();
    response.write(buffer).onFailure(broken -> over());
  }
}
