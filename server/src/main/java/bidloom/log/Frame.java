package bidloom.log;

import bidloom.domain.RunEvent;
import bidloom.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event as it goes over the wire, encoded once for all subscribers: a server-sent event (WHATWG
 * HTML, section 9.2). The {@code id} of one that is logged is its number; others have none and
 * leave a reader's cursor where it is.
 */
public final class Frame {
  private final long seq;
  private final boolean terminal;
  private final byte[] bytes;

  /** The number of a frame that is not logged. */
  static final long UNLOGGED = 0;

  private Frame(long seq, boolean terminal, byte[] bytes) {
    this.seq = seq;
    this.terminal = terminal;
    this.bytes = bytes;
  }

  static Frame of(RunEvent event) {
    return new Frame(
        event.seq(),
        event.type().terminal(),
        ("id: " + event.seq() + "\n" + text(event.type().wireName(), data(event)))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** An event that is not logged. */
  public static Frame unlogged(String type, Map<String, Object> data) {
    return new Frame(UNLOGGED, false, text(type, data).getBytes(StandardCharsets.UTF_8));
  }

  /** The same event with an id: who resumes from it gets what follows on that number. */
  public Frame numbered(long number) {
    byte[] id = ("id: " + number + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(id, id.length + bytes.length);
    System.arraycopy(bytes, 0, whole, id.length, bytes.length);
    return new Frame(number, terminal, whole);
  }

  private static String text(String type, Map<String, Object> data) {
    return "event: %s\ndata: %s\n\n".formatted(type, Json.write(data));
  }

  /** The event as one JSON object: its members, with seq, type and at. */
  public static Map<String, Object> data(RunEvent event) {
    Map<String, Object> data = new TreeMap<>(event.data());
    data.put("seq", event.seq());
    data.put("type", event.type().wireName());
    data.put("at", event.at().toString());
    return data;
  }

  public long seq() {
    return seq;
  }

  /** True for the last frame of a log. */
  public boolean terminal() {
    return terminal;
  }

  /** UTF-8, shared by all subscribers: not to be changed. */
  public byte[] bytes() {
    return bytes;
  }
}
