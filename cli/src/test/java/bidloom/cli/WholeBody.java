package bidloom.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a body to its end. */
final class WholeBody implements HeldBody.Reader {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Consumer<String> then;

  WholeBody(Consumer<String> then) {
    this.then = then;
  }

  @Override
  public void read(byte[] some) {
    bytes.writeBytes(some);
  }

  @Override
  public void end() {
    then.accept(bytes.toString(StandardCharsets.UTF_8));
  }
}
