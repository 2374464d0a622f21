package bidloom.cli;

import java.io.IOException;
import org.apache.commons.cli.Options;

/** One command of the program. */
interface Command {
  String name();

  /** What it does, in a sentence or two. */
  String description();

  /** What may follow the options, as the usage shows it; empty where nothing may. */
  default String operands() {
    return "";
  }

  Options options();

  /**
   * Does it.
   *
   * @return the exit code: 0 done, 1 refused
   */
  int run(Arguments arguments, Terminal terminal) throws Mistake, IOException, InterruptedException;
}
