package bidloom.cli;

import static bidloom.cli.Arguments.flag;
import static bidloom.cli.Arguments.valued;

import bidloom.domain.Settings;
import bidloom.protocol.Json;
import bidloom.service.Verification;
import bidloom.store.Inspection;
import org.apache.commons.cli.Options;

/** Holds a database to what is promised of it, and changes nothing. */
final class VerifyCommand implements Command {
  private static final int FINDINGS = 1;
  private static final int UNREADABLE = 2;

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String description() {
    return "Checks a database against the guarantees, without changing it: whether histories, runs"
        + " and logs are whole. Exits with 0 where all is well, 1 with findings, 2 where the"
        + " database can't be read.";
  }

  @Override
  public Options options() {
    return Arguments.options(
        valued(
            "db",
            "URL",
            "jdbc:sqlite:<file> or jdbc:postgresql:... (default: %s)".formatted(ServeCommand.DB)),
        flag("json", "print one JSON document"));
  }

  @Override
  public int run(Arguments given, Terminal terminal) {
    try (Inspection inspection = Inspection.open(given.text("db").orElse(ServeCommand.DB))) {
      Verification.Report report = Verification.of(inspection, Settings.DEFAULTS);
      if (given.has("json")) {
        terminal.out().println(Json.write(Verified.document(report)));
      } else {
        new Verified(terminal.out()).print(report);
      }
      return report.allWell() ? 0 : FINDINGS;
    } catch (Inspection.Unreadable unreadable) {
      terminal.err().println(unreadable.getMessage());
      return UNREADABLE;
    }
  }
}
