package bidloom.client;

import bidloom.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A stream of server-sent events (WHATWG HTML, section 9.2) that survives its connections: it comes
 * back with the cursor of the last event, so each event is seen once and in order, and it ends with
 * the terminal event. A {@code reset} from the server starts it over, or where that says; where the
 * log is no longer kept it is the only event.
 */
public final class EventStream {
  private static final Set<String> TERMINAL = Set.of("complete", "conflict", "error", "abort");
  private static final int NO_CONTENT = 204;
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final String OPEN = "open";
  private static final String RESET = "reset";

  private final HttpClient http;
  private final Supplier<HttpRequest.Builder> request;
  private final Duration patience;
  private final LongSupplier nanos;
  private Duration retry = Duration.ofMillis(500);
  private Optional<String> cursor = Optional.empty();
  private boolean openings;
  private long reachedAt;

  EventStream(
      HttpClient http,
      Supplier<HttpRequest.Builder> request,
      Duration patience,
      LongSupplier nanos) {
    this.http = http;
    this.request = request;
    this.patience = patience;
    this.nanos = nanos;
  }

  /** An event; only logged ones have an id. */
  public record Event(Optional<String> id, String type, Map<String, Object> data) {
    public boolean terminal() {
      return TERMINAL.contains(type);
    }

    private boolean last() {
      return terminal() || (type.equals(RESET) && "pruned".equals(data.get("reason")));
    }
  }

  /**
   * What is done with an event; false ends the stream. An {@link IOException} of a reader counts as
   * a lost connection: the stream comes back with what follows on the event.
   */
  @FunctionalInterface
  public interface Reader {
    boolean read(Event event) throws IOException, InterruptedException;
  }

  /** Starts after an event instead of with the first. */
  public EventStream after(String id) {
    cursor = Optional.of(id);
    return this;
  }

  /**
   * Has the reader told of every connection, before what comes through it, with an event {@code
   * open}: what a reader fetches then is at least as new as the events that it missed.
   */
  public EventStream withOpenings() {
    openings = true;
    return this;
  }

  /**
   * Follows the stream to its end, on the caller's thread.
   *
   * @throws Refused where the server answers with something else than a stream
   * @throws IOException where it can't be reached for a minute
   */
  public void follow(Reader reader) throws IOException, InterruptedException {
    reachedAt = nanos.getAsLong();
    boolean ended = false;
    while (!ended) {
      Duration wait = retry;
      try {
        ended = once(reader);
      } catch (Refused refused) {
        if (!passing(refused) || late()) {
          throw refused;
        }
        wait = refused.retryAfter().orElse(retry);
      } catch (IOException lost) {
        if (late()) {
          throw lost;
        }
      }
      if (!ended) {
        Thread.sleep(spread(wait).toMillis());
      }
    }
  }

  private boolean late() {
    return nanos.getAsLong() - reachedAt > patience.toNanos();
  }

  /** Up to half as long again, so that a server's readers don't all come at once. */
  private static Duration spread(Duration wait) {
    return wait.plusMillis(ThreadLocalRandom.current().nextLong(1 + wait.toMillis() / 2));
  }

  /** True where the same request may be answered otherwise a little later. */
  private static boolean passing(Refused refused) {
    return refused.status() == TOO_MANY || refused.status() >= SERVER;
  }

  /** A connection's worth; true where nothing more will come. */
  private boolean once(Reader reader) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        request.get().timeout(patience).header("Accept", "text/event-stream");
    cursor.ifPresent(id -> builder.header("Last-Event-ID", id));
    HttpResponse<Stream<String>> response =
        http.send(builder.GET().build(), BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() == NO_CONTENT) {
        return true;
      }
      if (response.statusCode() != OK) {
        throw Refused.of(
            response.statusCode(),
            String.join("\n", lines.toList()),
            Bidloom.retryAfter(response.headers()));
      }
      return (openings && !reader.read(new Event(Optional.empty(), OPEN, Map.of())))
          || read(lines.iterator(), reader);
    } catch (UncheckedIOException cutOff) {
      throw cutOff.getCause();
    } finally {
      if (response.statusCode() == OK) {
        reachedAt = nanos.getAsLong();
      }
    }
  }

  private boolean read(Iterator<String> lines, Reader reader)
      throws IOException, InterruptedException {
    Frame frame = new Frame();
    while (lines.hasNext()) {
      String line = lines.next();
      if (!line.isEmpty()) {
        frame.take(line);
      } else if (frame.complete()) {
        Event event = frame.event();
        frame = new Frame();
        event.id().ifPresent(id -> cursor = Optional.of(id));
        if (event.type().equals(RESET)) {
          cursor = event.id();
        }
        if (!reader.read(event) || event.last()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The lines of one event as they come in. */
  private final class Frame {
    private Optional<String> id = Optional.empty();
    private String type = "message";
    private final StringBuilder data = new StringBuilder();

    void take(String line) {
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
      switch (field) {
        case "id" -> id = Optional.of(value);
        case "event" -> type = value;
        case "data" -> data.append(value).append('\n');
        case "retry" -> retry = Duration.ofMillis(Long.parseLong(value));
        default -> {
          // A comment keeps the connection alive and says nothing.
        }
      }
    }

    boolean complete() {
      return !data.isEmpty();
    }

    Event event() {
      return new Event(id, type, Json.readObject(data.toString()));
    }
  }
}
