package bidloom.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Where a command says what it has to say: its answer, and all that is not the answer. */
record Terminal(PrintWriter out, PrintWriter err) {
  /** The stream of the answer, for text that strangers may have written. */
  PrintWriter text() {
    return new PrintWriter(new VisibleWriter(out), true);
  }

  static Terminal standard() {
    return new Terminal(writer(System.out), writer(System.err));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }
}
