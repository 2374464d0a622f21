package bidloom.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the program starts. The HTTP server's framework is booted by {@code serve} alone: every
 * other command is plain Java and answers at once.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its exit code: 0 done, 1 refused, 2 usage. */
  public static void main(String[] args) {
    // What Bidloom writes reads the same wherever it runs; numbers in it are for programs too.
    Locale.setDefault(Locale.ENGLISH);
    System.exit(run(args));
  }

  static int run(String... args) {
    if (args.length > 0 && args[0].equals("serve")) {
      System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    } else {
      quietLogging();
    }
    return BidloomCommand.line(args)
        .setExecutionExceptionHandler(new Refusals())
        .setParameterExceptionHandler(new Usage())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  /** Commands say what they have to say themselves; only what went wrong is logged. */
  private static void quietLogging() {
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(Level.WARNING);
    }
  }
}
