package bidloom.http;

import bidloom.domain.Run;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.log.Frame;
import bidloom.log.Subscription;
import bidloom.protocol.Json;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One open event stream. Everything happens on its event loop: it writes as long as the connection
 * takes what is written, waits for the drain signal otherwise, and never keeps a queue of its own.
 */
final class SseStream {
  private static final int RETRY_MILLIS = 2000;
  private static final int RETRY_JITTER_MILLIS = 1000;

  private final Context context;
  private final HttpServerResponse response;
  private final Settings settings;
  private final AtomicBoolean pumpPlanned = new AtomicBoolean();
  private @Nullable Subscription subscription;
  private long lastWriteNanos = System.nanoTime();

  SseStream(Context context, HttpServerResponse response, Settings settings) {
    this.context = context;
    this.response = response;
    this.settings = settings;
  }

  /** Streams the events after {@code seq}, then those that come. */
  void follow(EventLog log, Run run, long seq) {
    Subscription joined = log.subscribe(run, seq, this::ready);
    begin();
    subscribed(joined);
  }

  /** Says why the cursor can't be served, and streams all there is from the first event on. */
  void replay(EventLog log, Run run, String reason) {
    Subscription joined = log.subscribe(run, 0, this::ready);
    begin();
    reset(run, reason);
    subscribed(joined);
  }

  /** Says that there is nothing to stream any more. */
  void tellPruned(Run run) {
    begin();
    reset(run, "pruned");
    response.end();
  }

  private void reset(Run run, String reason) {
    Map<String, Object> data =
        Map.of("reason", reason, "runId", run.id().value(), "state", run.state().wireName());
    write(Buffer.buffer("event: reset\ndata: " + Json.write(data) + "\n\n"));
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

  private void subscribed(Subscription joined) {
    subscription = joined;
    long tick = Math.max(1, settings.keepAlive().toMillis() / 3);
    long timer = context.owner().setPeriodic(tick, id -> tick());
    response.drainHandler(drained -> pump());
    response.exceptionHandler(broken -> response.reset());
    Handler<Void> over =
        now -> {
          context.owner().cancelTimer(timer);
          joined.close();
        };
    response.closeHandler(over);
    response.endHandler(over);
    pump();
  }

  /** From any thread: look for new frames on the event loop, once for many signals. */
  private void ready() {
    if (pumpPlanned.compareAndSet(false, true)) {
      context.runOnContext(
          now -> {
            pumpPlanned.set(false);
            pump();
          });
    }
  }

  private void pump() {
    Subscription following = subscription;
    if (following == null || response.ended() || response.closed()) {
      return;
    }
    while (!response.writeQueueFull()) {
      List<Frame> frames = following.next();
      if (frames.isEmpty()) {
        break;
      }
      Buffer buffer = Buffer.buffer();
      frames.forEach(frame -> buffer.appendBytes(frame.bytes()));
      write(buffer);
    }
    if (following.ended()) {
      response.end();
    }
  }

  /** A comment after a silence; the end of a connection that takes nothing any more. */
  private void tick() {
    long silentNanos = System.nanoTime() - lastWriteNanos;
    if (response.writeQueueFull()) {
      if (silentNanos > settings.streamStall().toNanos()) {
        response.reset();
      }
    } else if (silentNanos >= settings.keepAlive().toNanos()) {
      write(Buffer.buffer(": still here\n\n"));
    }
  }

  private void write(Buffer buffer) {
    lastWriteNanos = System.nanoTime();
    response.write(buffer).onFailure(broken -> response.reset());
  }
}
