package bidloom.node;

import bidloom.domain.Settings;
import bidloom.service.Bootstrap;
import bidloom.service.Identity;
import bidloom.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What an operator sets: by the options of {@code serve}, or {@code BIDLOOM_...} variables. */
@ApplicationScoped
class NodeConfig {
  private static final System.Logger LOGGER = System.getLogger(NodeConfig.class.getName());

  private final String db;
  private final Duration lease;
  private final Optional<Integer> keepRawInputDays;
  private final Optional<String> bootstrapToken;
  private final LimitsConfig limits;
  private final PlanBook plans;

  NodeConfig(
      @ConfigProperty(name = "bidloom.db", defaultValue = "jdbc:sqlite:bidloom.db") String db,
      @ConfigProperty(name = "bidloom.agent-pace", defaultValue = "PT0S") Duration agentPace,
      @ConfigProperty(name = "bidloom.lease", defaultValue = "PT30S") Duration lease,
      @ConfigProperty(name = "bidloom.keep-raw-input") Optional<Integer> keepRawInputDays,
      @ConfigProperty(name = "bidloom.bootstrap-token") Optional<String> bootstrapToken,
      @ConfigProperty(name = "bidloom.profile") Optional<Path> profile,
      LimitsConfig limits)
      throws IOException {
    this.plans = Plans.builtIn(profile, false, agentPace);
    this.limits = limits;
    this.bootstrapToken = bootstrapToken;
    this.db = db;
    this.lease = lease;
    this.keepRawInputDays = keepRawInputDays;
  }

  Node start() {
    Settings settings =
        Settings.DEFAULTS
            .withLease(lease)
            .withRequests(limits.requests())
            .withRawInputKept(keepRawInputDays.map(Duration::ofDays));
    return Node.start(Database.open(db, settings), plans, settings);
  }

  /** Makes the administrator at the first start, and shows this once how to be it. */
  void bootstrap(Identity identity) {
    identity.bootstrap().run(bootstrapToken).ifPresent(NodeConfig::show);
  }

  private static void show(Bootstrap.Drawn drawn) {
    LOGGER.log(
        System.Logger.Level.INFO,
        "First start. Log in as \"%s\" with the password %s, which has to be changed then."
            .formatted(drawn.name(), drawn.password()));
    LOGGER.log(
        System.Logger.Level.INFO, "The administrator's token, shown this once: " + drawn.token());
  }
}
