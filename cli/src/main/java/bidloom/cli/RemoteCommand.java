package bidloom.cli;

import bidloom.client.Bidloom;
import bidloom.client.Refused;
import bidloom.protocol.Json;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** A command that works against a server, and how it tells what that refuses. */
abstract class RemoteCommand implements Command {
  private static final int REFUSED = 1;

  /** What was asked for, once it is understood. */
  @FunctionalInterface
  interface Errand {
    /**
     * Does it.
     *
     * @return the exit code
     */
    int on(Bidloom server) throws IOException, InterruptedException;
  }

  /** The options beside those of every such command. */
  abstract List<Option> own();

  /** Reads the command line; the server is not spoken to before all of it is understood. */
  abstract Errand errand(Arguments given, Terminal terminal, Connection connection) throws Mistake;

  @Override
  public final Options options() {
    Options options = Arguments.options(own().toArray(Option[]::new));
    Connection.options().forEach(options::addOption);
    return options;
  }

  @Override
  public final int run(Arguments given, Terminal terminal)
      throws Mistake, IOException, InterruptedException {
    Connection connection = Connection.of(given, System.getenv());
    Errand errand = errand(given, terminal, connection);
    try {
      return errand.on(connection.client());
    } catch (Refused refused) {
      if (given.has("json")) {
        terminal.out().println(Json.write(Map.of("problem", refused.problem())));
      } else {
        terminal.err().println(Advice.on(refused.problem()));
      }
    } catch (FileSystemException ofAFile) {
      throw ofAFile;
    } catch (IOException lost) {
      terminal.err().println(connection.lost(lost));
    }
    return REFUSED;
  }

  /** The path of a bid. */
  static String bid(String id) {
    return "/api/bids/" + Bidloom.encoded(id);
  }

  /** The path of a run. */
  static String run(String id) {
    return "/api/runs/" + Bidloom.encoded(id);
  }

  /** A key that no other request has. */
  static String newKey() {
    return "bidloom-cli-" + UUID.randomUUID();
  }
}
