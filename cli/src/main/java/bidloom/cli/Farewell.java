package bidloom.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Has the last word where somebody leaves before the end, with Ctrl-C or otherwise. */
final class Farewell implements AutoCloseable {
  private final Thread hook;

  Farewell(PrintWriter err, Supplier<String> words) {
    this.hook =
        new Thread(
            () -> {
              err.println(words.get());
              err.flush();
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** There was an end. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException leaving) {
      // It is speaking already.
    }
  }
}
