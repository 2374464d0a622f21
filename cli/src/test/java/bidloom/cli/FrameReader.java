package bidloom.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads server-sent events one by one; what was cut off is none. */
final class FrameReader implements HeldBody.Reader {
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<Frame> then;
  private String event = "message";
  private String data = "";

  /** An event with its data. */
  record Frame(String event, String data) {}

  FrameReader(Consumer<Frame> then) {
    this.then = then;
  }

  @Override
  public void read(byte[] some) {
    for (byte one : some) {
      if (one == '\n') {
        take(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(one);
      }
    }
  }

  private void take(String text) {
    if (text.startsWith("event: ")) {
      event = text.substring("event: ".length());
    } else if (text.startsWith("data: ")) {
      data += text.substring("data: ".length());
    } else if (text.isEmpty()) {
      if (!data.isEmpty()) {
        then.accept(new Frame(event, data));
      }
      event = "message";
      data = "";
    }
  }

  @Override
  public void end() {}
}
