package bidloom.log;

import bidloom.domain.RunEvent;
import bidloom.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A logged event as it goes over the wire, encoded once for all subscribers: a server-sent event
 * (WHATWG HTML, section 9.2) whose {@code id} is the sequence number.
 */
public final class Frame {
  private final long seq;
  private final boolean terminal;
  private final byte[] bytes;

  private Frame(long seq, boolean terminal, byte[] bytes) {
    this.seq = seq;
    this.terminal = terminal;
    this.bytes = bytes;
  }

  static Frame of(RunEvent event) {
    String text =
        "id: %d\nevent: %s\ndata: %s\n\n"
            .formatted(event.seq(), event.type().wireName(), Json.write(data(event)));
    return new Frame(event.seq(), event.type().terminal(), text.getBytes(StandardCharsets.UTF_8));
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
