package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** A subscriber that pulls when it is told to, and remembers what it saw. */
final class Pull implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final Semaphore ready = new Semaphore(0);
  private final Frames frames;
  final List<Event> seen = new ArrayList<>();

  Pull(Function<Runnable, Frames> follow) {
    this.frames = follow.apply(ready::release);
  }

  /** A frame as a reader takes it apart. */
  record Event(Optional<Long> id, String type, Map<String, Object> data) {
    static Event of(Frame frame) {
      String text = new String(frame.bytes(), StandardCharsets.UTF_8);
      assertThat(text).endsWith("\n\n");
      Optional<Long> id = Optional.empty();
      String type = "message";
      String data = "";
      for (String line : text.lines().filter(l -> !l.isEmpty()).toList()) {
        String value = line.substring(line.indexOf(':') + 2);
        switch (line.substring(0, line.indexOf(':'))) {
          case "id" -> id = Optional.of(Long.valueOf(value));
          case "event" -> type = value;
          default -> data = value;
        }
      }
      return new Event(id, type, Json.readObject(data));
    }

    Object get(String member) {
      return data.get(member);
    }
  }

  /** What is there now. */
  List<Event> now() {
    List<Event> more = new ArrayList<>();
    List<Frame> next = frames.next();
    while (!next.isEmpty()) {
      next.forEach(frame -> more.add(Event.of(frame)));
      next = frames.next();
    }
    seen.addAll(more);
    return more;
  }

  /** Reads until there is such an event, which it returns. */
  Event until(Predicate<Event> wanted) throws InterruptedException {
    while (true) {
      Optional<Event> found = now().stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (!ready.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("silence after " + seen);
      }
    }
  }

  Event until(String type) throws InterruptedException {
    return until(event -> event.type().equals(type));
  }

  Event untilVersion(long version) throws InterruptedException {
    return until(event -> version(event).equals(Optional.of(version)));
  }

  /** The versions of the revisions that were seen. */
  List<Long> versions() {
    return seen.stream().map(Pull::version).flatMap(Optional::stream).toList();
  }

  private static Optional<Long> version(Event event) {
    return event.type().equals("revision")
        ? Optional.of(((Number) event.get("version")).longValue())
        : Optional.empty();
  }

  @Override
  public void close() {
    frames.close();
  }
}
