package bidloom.cli;

import bidloom.domain.Settings;
import bidloom.store.Database;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings a database up to date. */
@Command(
    name = "migrate",
    description =
        "Brings a database up to date. A database of the origin system is adopted: every row is"
            + " kept, at version 1.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--db",
      required = true,
      description = "jdbc:sqlite:<file> or jdbc:postgresql:...")
  String db;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Database.open(db, Settings.DEFAULTS).close();
    out.println("The database is up to date.");
    return 0;
  }
}
