package bidloom.cli;

import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the HTTP API. */
@Command(
    name = "serve",
    description = "Serves people and programs over HTTP.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--port", description = "where to listen (default: ${DEFAULT-VALUE})")
  int port = 8080;

  @Option(names = "--host", description = "the address to listen at (default: ${DEFAULT-VALUE})")
  String host = "127.0.0.1";

  @Option(
      names = "--db",
      description =
          "jdbc:sqlite:<file> or jdbc:postgresql://<host>/<name>?user=<user>"
              + " (default: ${DEFAULT-VALUE})")
  String db = "jdbc:sqlite:bidloom.db";

  @Option(
      names = "--agent-pace",
      converter = Durations.class,
      description = "the least time a built-in agent takes, such as 2s (default: 0s)")
  Duration agentPace = Duration.ZERO;

  @Option(
      names = "--lease",
      converter = Durations.class,
      description = "how long a run waits for a silent owner (default: 30s)")
  Duration lease = Duration.ofSeconds(30);

  @Override
  public Integer call() {
    System.setProperty("quarkus.http.port", String.valueOf(port));
    System.setProperty("quarkus.http.host", host);
    System.setProperty("bidloom.db", db);
    System.setProperty("bidloom.agent-pace", agentPace.toString());
    System.setProperty("bidloom.lease", lease.toString());
    Quarkus.run();
    return 0;
  }
}
