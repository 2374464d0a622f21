package bidloom.cli;

import static bidloom.cli.Arguments.valued;

import bidloom.domain.Settings;
import bidloom.store.Database;
import org.apache.commons.cli.Options;

/** Brings a database up to date. */
final class MigrateCommand implements Command {
  @Override
  public String name() {
    return "migrate";
  }

  @Override
  public String description() {
    return "Brings a database up to date. A database of the origin system is adopted: every row is"
        + " kept, at version 1.";
  }

  @Override
  public Options options() {
    return Arguments.options(
        valued("db", "URL", "jdbc:sqlite:<file> or jdbc:postgresql:... (required)"));
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws Mistake {
    String db = given.text("db").orElseThrow(() -> new Mistake("Name the database with --db."));
    Database.open(db, Settings.DEFAULTS).close();
    terminal.out().println("The database is up to date.");
    return 0;
  }
}
