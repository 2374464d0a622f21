package bidloom.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Where a command says what it has to say: its answer, and all that is not the answer. */
record Terminal(PrintWriter out, PrintWriter err) {
  static Terminal standard() {
    return new Terminal(writer(System.out), writer(System.err));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }
}
