package bidloom.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program itself. */
@Command(
    name = "bidloom",
    description = "Decides whether to bid on a tender.",
    mixinStandardHelpOptions = true,
    version = "bidloom 0.1.0",
    synopsisSubcommandLabel = "COMMAND")
final class BidloomCommand {
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("evaluate", EvaluateCommand::new);
    COMMANDS.put("extract", ExtractCommand::new);
    COMMANDS.put("serve", ServeCommand::new);
    COMMANDS.put("migrate", MigrateCommand::new);
  }

  private BidloomCommand() {}

  /** The command line, with the one command that is called, or with all where none is. */
  static CommandLine line(String... args) {
    CommandLine line = new CommandLine(new BidloomCommand());
    boolean called = args.length > 0 && COMMANDS.containsKey(args[0]);
    COMMANDS.forEach(
        (name, command) -> {
          if (!called || name.equals(args[0])) {
            line.addSubcommand(name, command.get());
          }
        });
    return line;
  }
}
