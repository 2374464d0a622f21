package bidloom.store;

import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The schema's numbered steps. All that are pending run in one transaction, so an interrupted
 * migration leaves the schema as it was. A database of the origin system (a {@code
 * bid_opportunities} table without {@code version}) is adopted by the same steps.
 */
final class Migrations {
  /** The version that these steps lead to. */
  static final String LATEST = "13";

  /** The table in which they are written down. */
  static final String RECORD = "bidloom_schema";

  // Held on to: the logging framework keeps loggers, and their levels, weakly.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Migrations() {}

  static void run(DataSource source, Dialect dialect) {
    run(source, dialect, "latest");
  }

  /** Goes no further than to that version; {@code latest} is the last there is. */
  static void run(DataSource source, Dialect dialect, String version) {
    FLYWAY.setLevel(Level.WARNING);
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:bidloom/store/common", dialect.migrations())
            .javaMigrations(
                new V1__Bids(dialect),
                new V3__Adopt(dialect),
                new V8__List(),
                new R__Listing(dialect),
                new R__Status_transitions())
            .target(version)
            .table(RECORD)
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .group(true);
    configuration.load().migrate();
  }
}
