package bidloom.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The black-box check in its short form; {@code ./dev torture} is the long one. */
@Timeout(600)
class TortureIT {
  private static final Path APPLICATION =
      Path.of("../cli/target/quarkus-app/quarkus-run.jar").toAbsolutePath().normalize();

  @Test
  void threeServersOnOnePostgresBreakNoGuarantee() throws Exception {
    Torture.Result result = new Torture(APPLICATION, seed(), true).run("postgres", 40);
    assertThat(result.broken()).isEmpty();
  }

  @Test
  void oneServerOnSqliteBreaksNoGuarantee() throws Exception {
    Torture.Result result = new Torture(APPLICATION, seed(), true).run("sqlite", 20);
    assertThat(result.broken()).isEmpty();
  }

  @Test
  void aGuardThatHasMovedIsNoticed() {
    for (Guard guard : Guard.ALL) {
      assertThat(Path.of("../server/src/main/java/bidloom").resolve(guard.file()))
          .content()
          .contains(guard.cuts().stream().map(Guard.Cut::find).toList());
    }
  }

  /** A new one each time; the report names it. */
  private static long seed() {
    return System.nanoTime() % 1_000_000;
  }
}
