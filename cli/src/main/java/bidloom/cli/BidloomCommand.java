package bidloom.cli;

import picocli.CommandLine.Command;

/** The program itself. */
@Command(
    name = "bidloom",
    description = "Decides whether to bid on a tender.",
    mixinStandardHelpOptions = true,
    version = "bidloom 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EvaluateCommand.class,
      ExtractCommand.class,
      ServeCommand.class,
      MigrateCommand.class
    })
final class BidloomCommand {}
