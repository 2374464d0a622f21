package bidloom.service;

import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.service.Verification.Subject;
import bidloom.store.BidInspection;
import bidloom.store.BidInspection.StatusRow;
import bidloom.store.RunInspection;
import bidloom.store.RunInspection.CheckpointRow;
import bidloom.store.RunInspection.OutcomeRow;
import bidloom.store.RunInspection.RunRow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Whether runs agree with their bids, their revisions and with themselves. */
final class RunAudit {
  private final Findings findings;
  private final Instant now;

  RunAudit(Findings findings, Instant now) {
    this.findings = findings;
    this.now = now;
  }

  void look(BidInspection bids) {
    bids.statuses(this::statusRun);
  }

  void look(RunInspection runs) {
    runs.active(
        active -> {
          findings.looked(Check.SINGLE_FLIGHT);
          expect(
              active.runs() == 1,
              Check.SINGLE_FLIGHT,
              Subject.bid(active.bid()),
              "active runs",
              1,
              active.runs());
        });
    runs.runs(this::run);
    runs.checkpoints(this::checkpoint);
    runs.outcomes(this::outcome);
    runs.falseClaims(
        claim ->
            findings.add(
                Check.OUTCOME,
                Subject.bid(claim.bid()),
                "revision %d is in the name of a run that did not end so"
                    .formatted(claim.version()),
                "a run of the bid that ended by itself",
                claim.actor()));
  }

  private void statusRun(StatusRow row) {
    findings.looked(Check.STATUS_RUN);
    Optional<String> wanted =
        Arrays.stream(RunKind.values())
            .filter(kind -> kind.running().wireName().equals(row.status()))
            .map(RunKind::wireName)
            .findFirst();
    expect(
        wanted.equals(row.runKind()),
        Check.STATUS_RUN,
        new Subject(Optional.of(row.bid()), row.run()),
        "the active run of a bid that is " + row.status(),
        wanted.orElse("none"),
        row.runKind().orElse("none"));
  }

  private void run(RunRow row) {
    findings.looked(Check.READABLE);
    findings.looked(Check.SANE);
    Subject subject = Subject.run(row.bid(), row.id());
    row.run()
        .ifPresentOrElse(
            run -> sane(subject, run),
            () ->
                findings.add(
                    Check.READABLE, subject, "the run can't be read", "a run", "something else"));
  }

  private void sane(Subject subject, Run run) {
    sane(subject, "epoch", run.lease().epoch() >= 1, run.lease().epoch());
    boolean attempted = run.attempt() >= 0 && run.attempt() <= run.lease().epoch();
    sane(subject, "attempt", attempted, run.attempt());
    sane(subject, "base_version", run.base().version() >= 1, run.base().version());
    sane(subject, "last_seq", run.lastSeq() >= 1, run.lastSeq());
    boolean startable = run.kind().startable().contains(run.base().priorStatus());
    sane(subject, "prior_status", startable, run.base().priorStatus());
    sane(
        subject,
        "ended_at",
        run.endedAt().isPresent() == run.state().ended(),
        shown(run.endedAt()));
    boolean failed = run.failure().isPresent() == (run.state() == RunState.FAILED);
    sane(subject, "failure_code", failed, shown(run.failure()));
    Times.judge(findings, now, subject, "started_at", run.startedAt());
    run.endedAt().ifPresent(at -> Times.judge(findings, now, subject, "ended_at", at));
    findings.looked(Check.KEPT_OUTPUT);
    boolean kept = run.state() != RunState.STALE || run.proposal().isPresent();
    expect(kept, Check.KEPT_OUTPUT, subject, "the result of a stale run", "a proposal", "nothing");
  }

  private static String shown(Optional<?> value) {
    return value.map(String::valueOf).orElse("nothing");
  }

  private void sane(Subject subject, String what, boolean possible, Object found) {
    expect(possible, Check.SANE, subject, what, "what is possible", found);
  }

  private void checkpoint(CheckpointRow row) {
    Subject subject = Subject.run(row.bid(), row.run());
    findings.looked(Check.READABLE);
    expect(
        row.checkpoint().isPresent(),
        Check.READABLE,
        subject,
        "the output of " + row.agent(),
        "JSON",
        "something else");
    findings.looked(Check.CHECKPOINT_EPOCH);
    expect(
        row.epoch() >= 1 && row.epoch() <= row.runEpoch(),
        Check.CHECKPOINT_EPOCH,
        subject,
        "the epoch of the output of " + row.agent(),
        "1 to " + row.runEpoch(),
        row.epoch());
  }

  private void outcome(OutcomeRow row) {
    findings.looked(Check.OUTCOME);
    Subject subject = Subject.run(row.bid(), row.run());
    if (row.revisions() != 1) {
      String what = "revisions of the bid by the run, which is " + row.state();
      findings.add(Check.OUTCOME, subject, what, 1, row.revisions());
    } else {
      row.told()
          .filter(version -> version != row.version())
          .ifPresent(
              version ->
                  findings.add(
                      Check.OUTCOME,
                      subject,
                      "the version that complete names",
                      row.version(),
                      version));
    }
  }

  private void expect(
      boolean well, Check check, Subject subject, String what, Object expected, Object found) {
    if (!well) {
      findings.add(check, subject, what, expected, found);
    }
  }
}
