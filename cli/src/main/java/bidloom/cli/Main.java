package bidloom.cli;

import bidloom.domain.Refusal;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the program starts. The HTTP server's framework is booted by {@code serve} alone: every
 * other command is plain Java and answers at once.
 */
@QuarkusMain
public final class Main {
  private static final String VERSION = "bidloom 0.1.0";
  private static final int REFUSED = 1;
  private static final int NOT_UNDERSTOOD = 2;

  private static final List<Command> COMMANDS =
      List.of(
          new EvaluateCommand(),
          new ExtractCommand(),
          new ServeCommand(),
          new ImportCommand(),
          new BidsCommand(),
          new ShowCommand(),
          new WatchCommand(),
          new RunCommand(),
          new CancelCommand(),
          new HistoryCommand(),
          new MigrateCommand(),
          new VerifyCommand(),
          new UserCommand(),
          new TokenCommand());

  private Main() {}

  /** Runs a command and ends the process with its exit code: 0 done, 1 refused, 2 usage. */
  public static void main(String[] args) throws IOException, InterruptedException {
    // What Bidloom writes reads the same wherever it runs; numbers in it are for programs too.
    Locale.setDefault(Locale.ENGLISH);
    System.exit(run(List.of(args), Terminal.standard()));
  }

  static int run(List<String> words, Terminal terminal) throws IOException, InterruptedException {
    String first = words.isEmpty() ? "--help" : words.getFirst();
    Optional<Command> command = COMMANDS.stream().filter(c -> c.name().equals(first)).findFirst();
    if (command.isPresent()) {
      return run(command.get(), words.subList(1, words.size()), terminal);
    }
    return switch (first) {
      case "--help", "-h", "help" -> {
        Help.program(COMMANDS, terminal.out());
        yield words.isEmpty() ? NOT_UNDERSTOOD : 0;
      }
      case "--version", "-V" -> {
        terminal.out().println(VERSION);
        yield 0;
      }
      default -> mistaken(new Mistake("There is no command '" + first + "'."), "bidloom", terminal);
    };
  }

  private static int run(Command command, List<String> words, Terminal terminal)
      throws IOException, InterruptedException {
    log(command);
    try {
      if (words.contains("--help") || words.contains("-h")) {
        Help.command(command, terminal.out());
        return 0;
      }
      return command.run(Arguments.parse(command, words), terminal);
    } catch (Mistake mistake) {
      return mistaken(mistake, "bidloom " + command.name(), terminal);
    } catch (Refusal refusal) {
      return refused(String.valueOf(refusal.getMessage()), terminal);
    } catch (NoSuchFileException absent) {
      return refused("There is no file " + absent.getFile() + ".", terminal);
    } catch (AccessDeniedException denied) {
      return refused("The file " + denied.getFile() + " can't be read.", terminal);
    }
  }

  private static int refused(String why, Terminal terminal) {
    terminal.err().println(why);
    return REFUSED;
  }

  private static int mistaken(Mistake mistake, String command, Terminal terminal) {
    terminal.err().println(mistake.getMessage());
    terminal.err().printf("Try: %s --help%n", command);
    return NOT_UNDERSTOOD;
  }

  /** Commands say what they have to say themselves; only what went wrong is logged. */
  private static void log(Command command) {
    if (command instanceof ServeCommand) {
      System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
      return;
    }
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    for (Handler handler : root.getHandlers()) {
      handler.setLevel(Level.WARNING);
    }
  }
}
