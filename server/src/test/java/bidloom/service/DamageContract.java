package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Bid;
import bidloom.domain.Checkpoint;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunKind;
import bidloom.domain.Settings;
import bidloom.store.Inspection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Each damage that plain SQL can do is found by the check that is meant for it, and by no other.
 */
abstract class DamageContract extends DamageFixture {

  private Bid edited() {
    Bid bid = draft();
    edit(bid.id(), BO, "stage", "first talk");
    edit(bid.id(), BO, "title", "Bridge");
    return edit(bid.id(), ADA, "title", "Tunnel");
  }

  private Run committed() {
    Run run = evaluation(reviewing());
    outcomes.checkpoint(
        new Checkpoint(run.id(), "fit", 1, false, Map.of("score", 1)),
        new RunEvent.Draft(RunEvent.Type.AGENT_COMPLETE, Map.of("agent", "fit")));
    outcomes.commit(run.fence(), deciding("BIT"));
    return run;
  }

  @Test
  void aMissingRevision() throws SQLException {
    Bid bid = edited();
    Verification.Finding finding =
        finds(
            Check.VERSION_CHAIN,
            "DELETE FROM bid_revision WHERE version = 2 AND bid_id = '%s'".formatted(bid.id()));
    assertThat(finding)
        .isEqualTo(
            new Verification.Finding(
                Check.VERSION_CHAIN,
                Verification.Subject.bid(bid.id().value()),
                "revision 2 is missing",
                "2",
                "3"));
  }

  @Test
  void aLostLastRevision() throws SQLException {
    finds(
        Check.VERSION_CHAIN,
        "DELETE FROM bid_revision WHERE version = 4 AND bid_id = '%s'".formatted(edited().id()));
  }

  @Test
  void aVersionWithoutARevision() throws SQLException {
    finds(
        Check.VERSION_CHAIN,
        "UPDATE bid_opportunities SET version = version + 1 WHERE id = '%s'"
            .formatted(edited().id()));
  }

  @Test
  void aBidWithoutHistory() throws SQLException {
    finds(
        Check.VERSION_CHAIN,
        "DELETE FROM bid_revision WHERE bid_id = '%s'".formatted(draft().id()));
  }

  @Test
  void aFieldThatWasWrittenPastTheHistory() throws SQLException {
    Bid bid = edited();
    Verification.Finding finding =
        finds(
            Check.REPLAY,
            "UPDATE bid_opportunities SET title = 'Canal' WHERE id = '%s'".formatted(bid.id()));
    assertThat(finding.what()).isEqualTo("title of the row");
    assertThat(finding.expected()).isEqualTo("Tunnel");
    assertThat(finding.found()).isEqualTo("Canal");
  }

  @Test
  void aFieldThatWasClearedPastTheHistory() throws SQLException {
    finds(
        Check.REPLAY,
        "UPDATE bid_opportunities SET extracted_requirements = NULL WHERE id = '%s'"
            .formatted(edited().id()));
  }

  @Test
  void aTimeThatNoRevisionExplains() throws SQLException {
    finds(
        Check.REPLAY,
        "UPDATE bid_opportunities SET updated_at = updated_at + 1 WHERE id = '%s'"
            .formatted(edited().id()));
  }

  @Test
  void aRewrittenRevision() throws SQLException {
    Verification.Finding finding =
        finds(
            Check.REPLAY,
            """
            UPDATE bid_revision SET changes = replace(changes, 'Bridge', 'Ferry')
            WHERE version = 3 AND bid_id = '%s'"""
                .formatted(edited().id()));
    assertThat(finding.what()).isEqualTo("revision 4, title before");
    assertThat(finding.expected()).isEqualTo("Ferry");
    assertThat(finding.found()).isEqualTo("Bridge");
  }

  @Test
  void aStatusStepThatIsNotInTheTable() throws SQLException {
    Bid bid = draft();
    Verification.Finding finding =
        finds(
            Check.STATUS_STEPS,
            "UPDATE bid_opportunities SET version = 2, status = 'routed' WHERE id = '%s'"
                .formatted(bid.id()),
            """
            INSERT INTO bid_revision (bid_id, version, at, actor, reason, changes) VALUES
            ('%s', 2, %d, 'user:eve', 'x',
             '[{"field":"status","before":"draft","after":"routed"}]')"""
                .formatted(bid.id(), bid.updatedAt().toEpochMilli()));
    assertThat(finding.found()).isEqualTo("draft > routed");
  }

  @Test
  void aBidThatDidNotBeginAsADraft() throws SQLException {
    Bid bid = draft();
    finds(
        Check.STATUS_STEPS,
        "UPDATE bid_opportunities SET status = 'scanned' WHERE id = '%s'".formatted(bid.id()),
        "UPDATE bid_revision SET changes = replace(changes, 'draft', 'scanned') WHERE bid_id = '%s'"
            .formatted(bid.id()));
  }

  @Test
  void aStatusPairMoreAndOneLess() throws SQLException {
    finds(Check.TRANSITIONS, "INSERT INTO bid_status_transition VALUES ('draft', 'routed')");
    Verification.Finding finding =
        finds(
            Check.TRANSITIONS, "DELETE FROM bid_status_transition WHERE from_status = 'archived'");
    assertThat(finding.expected()).isEqualTo("archived > reviewing");
  }

  @Test
  void aVersionOfTheProfileThatIsGone() throws SQLException {
    for (int i = 0; i < 2; i++) {
      database.write(
          tx -> tables.profiles().insert(tx, tables.profiles().version(tx) + 1, ADA, Map.of()));
    }
    Verification.Finding finding =
        finds(Check.PROFILE, "DELETE FROM company_profile WHERE version = 2");
    assertThat(finding.expected()).isEqualTo("2");
    assertThat(finding.found()).isEqualTo("1");
  }

  @Test
  void aRunningStatusWithoutARun() throws SQLException {
    Run run = start(draft(), RunKind.EXTRACTION);
    Verification.Finding finding =
        finds(
            Check.STATUS_RUN,
            "DELETE FROM run_event WHERE run_id = '%s'".formatted(run.id()),
            "DELETE FROM bid_run WHERE id = '%s'".formatted(run.id()));
    assertThat(finding.subject()).isEqualTo(Verification.Subject.bid(run.bidId().value()));
    assertThat(finding.expected()).isEqualTo("extraction");
    assertThat(finding.found()).isEqualTo("none");
  }

  @Test
  void aRunOfAnotherKindThanTheStatus() throws SQLException {
    Run run = evaluation(reviewing());
    finds(
        Check.STATUS_RUN,
        "UPDATE bid_run SET kind = 'quick_scan' WHERE id = '%s'".formatted(run.id()));
  }

  @Test
  void anActiveRunOnABidAtRest() throws SQLException {
    Run run = evaluation(reviewing());
    outcomes.cancel(run.fence());
    finds(
        Check.STATUS_RUN,
        """
        UPDATE bid_run SET state = 'running', ended_at = NULL, last_seq = last_seq - 1
        WHERE id = '%s'"""
            .formatted(run.id()),
        "DELETE FROM run_event WHERE type = 'abort' AND run_id = '%s'".formatted(run.id()));
  }

  @Test
  void aGapInALog() throws SQLException {
    Run run = committed();
    Verification.Finding finding =
        finds(
            Check.EVENT_LOG,
            "DELETE FROM run_event WHERE seq = 2 AND run_id = '%s'".formatted(run.id()));
    assertThat(finding.expected()).isEqualTo("1 to 4");
    assertThat(finding.found()).isEqualTo("3 from 1 to 4");
  }

  @Test
  void aLogThatWasLostBeforeItsTime() throws SQLException {
    Run run = committed();
    finds(Check.EVENT_LOG, "DELETE FROM run_event WHERE run_id = '%s'".formatted(run.id()));
  }

  @Test
  void aNumberThatTheLogHasNotReached() throws SQLException {
    Run run = evaluation(reviewing());
    finds(Check.EVENT_LOG, "UPDATE bid_run SET last_seq = 2 WHERE id = '%s'".formatted(run.id()));
  }

  @Test
  void aLogThatDoesNotBeginWithStart() throws SQLException {
    Run run = evaluation(reviewing());
    finds(
        Check.EVENT_LOG,
        "UPDATE run_event SET type = 'agent-progress' WHERE run_id = '%s'".formatted(run.id()));
  }

  @Test
  void aTerminalEventInALogThatGoesOn() throws SQLException {
    Run run = evaluation(reviewing());
    finds(
        Check.TERMINAL_EVENT,
        "UPDATE bid_run SET last_seq = 2 WHERE id = '%s'".formatted(run.id()),
        "INSERT INTO run_event (run_id, seq, type, data, at) VALUES ('%s', 2, 'abort', '{}', 1)"
            .formatted(run.id()));
  }

  @Test
  void aSecondTerminalEvent() throws SQLException {
    finds(
        Check.TERMINAL_EVENT,
        "UPDATE run_event SET type = 'error' WHERE type = 'decision' AND run_id = '%s'"
            .formatted(committed().id()));
  }

  @Test
  void aTerminalEventOfAnotherState() throws SQLException {
    Run run = evaluation(reviewing());
    outcomes.cancel(run.fence());
    Verification.Finding finding =
        finds(
            Check.TERMINAL_EVENT,
            "UPDATE run_event SET type = 'error' WHERE type = 'abort' AND run_id = '%s'"
                .formatted(run.id()));
    assertThat(finding.expected()).isEqualTo("abort");
  }

  @Test
  void anOutputUnderAnEpochThatNeverWas() throws SQLException {
    finds(
        Check.CHECKPOINT_EPOCH,
        "UPDATE run_checkpoint SET epoch = 2 WHERE run_id = '%s'".formatted(committed().id()));
  }

  @Test
  void aCommittedRunWithoutItsRevision() throws SQLException {
    finds(
        Check.OUTCOME,
        "UPDATE bid_revision SET actor = 'user:eve' WHERE actor = 'run:%s'"
            .formatted(committed().id()));
  }

  @Test
  void aCompleteEventThatNamesAnotherVersion() throws SQLException {
    Run run = committed();
    long version = bid(run.bidId()).version();
    Verification.Finding finding =
        finds(
            Check.OUTCOME,
            """
            UPDATE run_event SET data = replace(data, '"version":%d', '"version":99')
            WHERE type = 'complete' AND run_id = '%s'"""
                .formatted(version, run.id()));
    assertThat(finding.expected()).isEqualTo(String.valueOf(version));
    assertThat(finding.found()).isEqualTo("99");
  }

  @Test
  void aRevisionInTheNameOfARunThatIsNotThere() throws SQLException {
    finds(
        Check.OUTCOME,
        "UPDATE bid_revision SET actor = 'run:nobody' WHERE version = 3 AND bid_id = '%s'"
            .formatted(edited().id()));
  }

  @Test
  void aStaleRunWithoutItsProposal() throws SQLException {
    Run run = evaluation(reviewing());
    edit(run.bidId(), BO, "title", "Bridge");
    outcomes.commit(run.fence(), deciding("BIT"));
    finds(
        Check.KEPT_OUTPUT,
        "UPDATE bid_run SET proposal = NULL WHERE id = '%s'".formatted(run.id()));
  }

  @Test
  void anOutputThatWasThrownAway() throws SQLException {
    finds(
        Check.KEPT_OUTPUT,
        "DELETE FROM run_checkpoint WHERE run_id = '%s'".formatted(committed().id()));
  }

  @Test
  void aValueThatIsNoJson() throws SQLException {
    Run run = committed();
    String bid = run.bidId().value();
    String of = " WHERE run_id = '%s'".formatted(run.id());
    finds(
        Check.READABLE,
        "UPDATE bid_opportunities SET metadata = '{\"a\":' WHERE id = '%s'".formatted(bid));
    finds(
        Check.READABLE,
        "UPDATE bid_revision SET changes = 'x' WHERE version = 1 AND bid_id = '%s'".formatted(bid));
    finds(Check.READABLE, "UPDATE run_checkpoint SET output = '' " + of);
    finds(Check.READABLE, "UPDATE run_event SET data = '[1' " + of + " AND seq = 2");
    finds(Check.READABLE, "UPDATE run_event SET data = '[1' " + of + " AND type = 'complete'");
    finds(Check.READABLE, "UPDATE bid_run SET inputs = '{' WHERE id = '%s'".formatted(run.id()));
  }

  @Test
  void aNumberOrWordThatCannotBe() throws SQLException {
    Run run = committed();
    String of = " WHERE id = '%s'".formatted(run.id());
    finds(Check.SANE, "UPDATE bid_run SET ended_at = NULL" + of);
    finds(Check.SANE, "UPDATE bid_run SET attempt = 7" + of);
    finds(Check.SANE, "UPDATE bid_run SET started_at = 0" + of);
    finds(Check.SANE, "UPDATE bid_run SET base_version = 0" + of);
    finds(Check.SANE, "UPDATE bid_run SET prior_status = 'draft'" + of);
    finds(Check.SANE, "UPDATE bid_run SET failure_code = 'x'" + of);
    finds(
        Check.SANE,
        "UPDATE bid_opportunities SET status = 'lost' WHERE id = '%s'".formatted(draft().id()));
  }

  @Test
  void rowsWithoutAParent() throws SQLException {
    Verification.Finding finding =
        finds(
            Check.BELONGING,
            "INSERT INTO run_event (run_id, seq, type, data, at) VALUES ('gone', 1, 'start', '{}', 1)");
    assertThat(finding.subject()).isEqualTo(Verification.Subject.run("gone"));
    finds(
        Check.BELONGING,
        "INSERT INTO run_checkpoint (run_id, agent, epoch, failed, output)"
            + " VALUES ('gone', 'fit', 1, 0, '{}')");
    finds(
        Check.BELONGING,
        "INSERT INTO bid_revision (bid_id, version, at, actor, reason, changes)"
            + " VALUES ('gone', 1, 1, 'user:eve', 'x', '[]')");
  }

  @Test
  void manyFindingsAreCountedAndTheFirstAreTold() throws SQLException {
    home.executeUnguarded(
        """
        INSERT INTO run_event (run_id, seq, type, data, at)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
        SELECT 'lost', i, 'nonsense', '{}', 1 FROM n""");
    try (Inspection inspection = home.inspect(clock)) {
      Verification.Result readable =
          Verification.of(inspection, Settings.DEFAULTS).results().stream()
              .filter(result -> result.check() == Check.READABLE)
              .findFirst()
              .orElseThrow();
      assertThat(readable.findings()).hasSize(Verification.SHOWN);
      assertThat(readable.total()).isGreaterThanOrEqualTo(250);
    }
    home.executeUnguarded("DELETE FROM run_event WHERE run_id = 'lost'");
  }
}
