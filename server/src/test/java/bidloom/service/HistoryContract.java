package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Bid;
import bidloom.domain.Checkpoint;
import bidloom.domain.Edit;
import bidloom.domain.Profile;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.store.Inspection;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever people and runs do through the program, nothing is found wrong afterwards. */
abstract class HistoryContract extends ServiceFixture {

  private static Verification.Report report(TestDatabase database, TestClock clock) {
    try (Inspection inspection = database.inspect(clock)) {
      return Verification.of(inspection, Settings.DEFAULTS);
    }
  }

  private void keep(Run run, String agent) {
    outcomes.checkpoint(
        new Checkpoint(run.id(), agent, run.lease().epoch(), false, Map.of("score", 1.50)),
        new RunEvent.Draft(RunEvent.Type.AGENT_COMPLETE, Map.of("agent", agent)));
  }

  private Run stale() {
    Run run = evaluation(reviewing());
    keep(run, "fit");
    edit(run.bidId(), BO, "title", "Bridge");
    assertThat(outcomes.commit(run.fence(), deciding("BIT")).state()).isEqualTo(RunState.STALE);
    return run;
  }

  private void people() {
    Bid bid = draft();
    edit(bid.id(), BO, "requirements.budget", Map.of("amount", 1_500_000.50, "currency", "EUR"));
    edit(bid.id(), BO, "requirements.durationMonths", 1e30);
    edit(bid.id(), ADA, clearing("requirements.budget"));
    edit(bid.id(), ADA, "title", "Überführung 🚦 \"two\"\n lines");
    Edit other = Edit.setting(Map.of("stage", "first talk"));
    bids.edit(bid.id(), 1, other, Bids.OnConflict.MERGE, BO);
  }

  private void runsThatEnd() throws InterruptedException {
    Run committed = evaluation(reviewing());
    keep(committed, "fit");
    log.append(committed.fence(), new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, Map.of()))
        .join();
    keep(committed, "risk");
    outcomes.commit(committed.fence(), deciding("BIT"));
    Run withheld = evaluation(reviewing());
    edit(withheld.bidId(), BO, "stage", "by hand");
    outcomes.commit(withheld.fence(), deciding("NO_BIT"));
    outcomes.fail(evaluation(reviewing()).fence(), new Run.Failure("internal", "It broke."));
    Run cancelled = start(draft(), RunKind.EXTRACTION);
    runs.cancel(cancelled.id(), BO).now();
    outcomes.cancel(cancelled.fence());
    Bid replaced = reviewing();
    evaluation(replaced);
    runs.start(replaced.id(), RunKind.QUICK_SCAN, Runs.OnActive.REPLACE, BO).now();
  }

  private void proposals() {
    stale();
    Run whole = stale();
    runs.apply(whole.id(), bid(whole.bidId()).version(), Optional.empty(), BO).now();
    Run part = stale();
    runs.apply(part.id(), bid(part.bidId()).version(), Optional.of(Set.of("stage")), BO).now();
  }

  private void takenOver() {
    Run run = evaluation(reviewing());
    keep(run, "fit");
    clock.advance(Settings.DEFAULTS.lease().plusSeconds(1));
    List<Run> taken = outcomes.takeOver("heir", 100);
    Run heirs = taken.stream().filter(one -> one.id().equals(run.id())).findFirst().orElseThrow();
    keep(heirs, "risk");
    outcomes.commit(heirs.fence(), deciding("BIT"));
    evaluation(reviewing());
    outcomes.handBack("heir");
  }

  @Test
  void aRealHistoryHasNoFindings() throws InterruptedException {
    people();
    runsThatEnd();
    proposals();
    clock.advance(Settings.DEFAULTS.keepEvents().plus(Duration.ofDays(1)));
    assertThat(outcomes.prune()).isPositive();
    runsThatEnd();
    proposals();
    takenOver();
    database.write(tx -> tables.profiles().insert(tx, Profile.SAMPLE + 1, ADA, Map.of()));
    Verification.Report report = report(home, clock);
    assertThat(report.results()).flatExtracting(Verification.Result::findings).isEmpty();
    assertThat(report.allWell()).isTrue();
    assertThat(report.results())
        .filteredOn(result -> result.check() != Check.BELONGING)
        .allSatisfy(result -> assertThat(result.looked()).as(result.check().name()).isPositive());
  }

  @Test
  void anAdoptedDatabaseHasNoFindings() throws SQLException {
    TestDatabase origin = fresh().withOriginTable();
    origin.open().close();
    TestClock today = new TestClock();
    today.advance(Duration.ofDays(365 * 30L));
    Verification.Report report = report(origin, today);
    assertThat(report.results()).flatExtracting(Verification.Result::findings).isEmpty();
    assertThat(report.results())
        .filteredOn(result -> result.check() == Check.VERSION_CHAIN)
        .extracting(Verification.Result::looked)
        .containsExactly(11L);
  }
}
