package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Run;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An administrator has dropped what the database defends itself with. */
abstract class LostGuardContract extends DamageFixture {

  @Test
  void eachTriggerThatIsDropped() throws SQLException {
    String list =
        home.isSqlite()
            ? "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'"
            : """
              SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass FROM pg_trigger
              WHERE NOT tgisinternal""";
    List<Optional<String>> drops = home.column(list);
    assertThat(drops).hasSizeGreaterThan(8);
    for (Optional<String> drop : drops) {
      home.execute(drop.orElseThrow());
      Verification.Finding finding = more(Check.GUARDS);
      assertThat(drop.orElseThrow() + " ").contains(" " + finding.expected() + " ");
    }
  }

  @Test
  void theDroppedIndexAndTwoActiveRunsOfABid() throws SQLException {
    Run run = evaluation(reviewing());
    finds(Check.GUARDS, "DROP INDEX bid_run_active");
    finds(
        Check.SINGLE_FLIGHT,
        copyOf(run, "second"),
        """
        INSERT INTO run_event (run_id, seq, type, data, at)
        SELECT run_id || 'second', seq, type, data, at FROM run_event WHERE run_id = '%s'"""
            .formatted(run.id()));
  }

  private static String copyOf(Run run, String suffix) {
    return """
    INSERT INTO bid_run (id, bid_id, kind, state, owner, epoch, lease_until, attempt, base_version,
      prior_status, inputs, started_by, started_at, last_seq)
    SELECT id || '%s', bid_id, kind, state, owner, epoch, lease_until, attempt, base_version,
      prior_status, inputs, started_by, started_at, last_seq FROM bid_run WHERE id = '%s'"""
        .formatted(suffix, run.id());
  }
}
