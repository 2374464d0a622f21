package bidloom.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Two packaged servers on one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoServers {
  private final String[] options;
  private EmbeddedPostgres postgres;
  ServerProcess first;
  ServerProcess second;

  TwoServers(String... options) {
    this.options = options;
  }

  @BeforeAll
  void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    first = another();
    second = another();
  }

  /** One more server on the same database, for the caller to close. */
  ServerProcess another() throws Exception {
    return ServerProcess.start(postgres.getJdbcUrl("postgres", "postgres"), options);
  }

  @AfterAll
  void stop() throws Exception {
    first.close();
    second.close();
    postgres.close();
  }
}
