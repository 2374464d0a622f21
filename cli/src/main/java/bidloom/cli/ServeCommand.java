package bidloom.cli;

import static bidloom.cli.Arguments.valued;

import bidloom.agents.CompanyProfile;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** Serves the HTTP API. */
final class ServeCommand implements Command {
  private static final int PORT = 8080;
  private static final String HOST = "127.0.0.1";
  static final String DB = "jdbc:sqlite:bidloom.db";
  private static final Duration LEASE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String description() {
    return "Serves people and programs over HTTP.";
  }

  @Override
  public Options options() {
    return Arguments.options(
        valued("port", "PORT", "where to listen (default: %d)".formatted(PORT)),
        valued("host", "ADDRESS", "the address to listen at (default: %s)".formatted(HOST)),
        valued(
            "db",
            "URL",
            "jdbc:sqlite:<file> or jdbc:postgresql://<host>/<name>?user=<user>"
                + " (default: %s)".formatted(DB)),
        valued("profile", "FILE", "the company's profile (YAML); a sample otherwise"),
        valued(
            "agent-pace",
            "DURATION",
            "the least time a built-in agent takes, such as 2s (default: 0s)"),
        valued(
            "lease",
            "DURATION",
            "how long a run waits for a silent owner (default: %ds)".formatted(LEASE.toSeconds())),
        valued(
            "keep-raw-input",
            "DAYS",
            "how long a bid in the archive keeps the notice or document it was made from"
                + " (default: for ever)"));
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws Mistake, IOException {
    Map.of(
            "quarkus.http.port",
            String.valueOf(given.port("port", PORT)),
            "quarkus.http.host",
            given.text("host").orElse(HOST),
            "bidloom.db",
            given.text("db").orElse(DB),
            "bidloom.agent-pace",
            given.duration("agent-pace", Duration.ZERO).toString(),
            "bidloom.lease",
            given.duration("lease", LEASE).toString())
        .forEach(System::setProperty);
    Optional<Path> profile = given.path("profile");
    if (profile.isPresent()) {
      // What is wrong with it is told here, before anything runs.
      CompanyProfile.read(profile.get());
      System.setProperty("bidloom.profile", profile.get().toAbsolutePath().toString());
    }
    given
        .days("keep-raw-input")
        .ifPresent(days -> System.setProperty("bidloom.keep-raw-input", String.valueOf(days)));
    Quarkus.run();
    return 0;
  }
}
