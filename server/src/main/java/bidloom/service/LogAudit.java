package bidloom.service;

import bidloom.domain.RunEvent;
import bidloom.domain.RunState;
import bidloom.service.Verification.Subject;
import bidloom.store.RunInspection.EventRow;
import bidloom.store.RunInspection.LogOutline;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether the runs' logs are whole. What a gap brings with it is not told beside it. */
final class LogAudit {
  private static final Map<RunState, RunEvent.Type> TERMINAL =
      Map.of(
          RunState.COMMITTED, RunEvent.Type.COMPLETE,
          RunState.STALE, RunEvent.Type.CONFLICT,
          RunState.FAILED, RunEvent.Type.ERROR,
          RunState.CANCELLED, RunEvent.Type.ABORT);

  private final Map<String, String> terminals = new TreeMap<>();
  private final Findings findings;
  private final Instant keptSince;

  LogAudit(Findings findings, Instant keptSince) {
    this.findings = findings;
    this.keptSince = keptSince;
    TERMINAL.forEach((state, type) -> terminals.put(state.wireName(), type.wireName()));
  }

  void look(EventRow row) {
    findings.looked(Check.READABLE);
    if (row.event().isEmpty()) {
      String what = "event %d can't be read".formatted(row.seq());
      findings.add(Check.READABLE, Subject.run(row.run()), what, "an event", "something else");
    }
  }

  void look(LogOutline log) {
    findings.looked(Check.EVENT_LOG);
    if (!pruned(log) && whole(log)) {
      end(log);
      findings.looked(Check.KEPT_OUTPUT);
      if (log.completions() != log.checkpoints()) {
        String what = "outputs of agents that finished";
        findings.add(Check.KEPT_OUTPUT, subject(log), what, log.completions(), log.checkpoints());
      }
    }
  }

  /** A log is removed as a whole, long after its run ended. */
  private boolean pruned(LogOutline log) {
    return log.events() == 0 && log.endedAt().filter(keptSince::isAfter).isPresent();
  }

  private boolean whole(LogOutline log) {
    boolean dense =
        log.events() == log.lastSeq() && log.lowest() == 1 && log.highest() == log.lastSeq();
    boolean begins = log.firstType().filter(RunEvent.Type.START.wireName()::equals).isPresent();
    if (!dense) {
      findings.add(
          Check.EVENT_LOG,
          subject(log),
          "the numbers of its events",
          "1 to %d".formatted(log.lastSeq()),
          "%d from %d to %d".formatted(log.events(), log.lowest(), log.highest()));
    } else if (!begins) {
      String first = log.firstType().orElse("nothing");
      findings.add(Check.EVENT_LOG, subject(log), "the first event", "start", first);
    }
    return dense;
  }

  private void end(LogOutline log) {
    findings.looked(Check.TERMINAL_EVENT);
    Optional<String> wanted = Optional.ofNullable(terminals.get(log.state()));
    if (log.terminals() != (wanted.isPresent() ? 1 : 0)) {
      findings.add(
          Check.TERMINAL_EVENT,
          subject(log),
          "terminal events of a run that is " + log.state(),
          wanted.isPresent() ? 1 : 0,
          log.terminals());
    } else if (wanted.isPresent() && !wanted.equals(log.lastType())) {
      findings.add(
          Check.TERMINAL_EVENT,
          subject(log),
          "the last event of a run that is " + log.state(),
          wanted.get(),
          log.lastType().orElse("nothing"));
    }
  }

  private static Subject subject(LogOutline log) {
    return Subject.run(log.bid(), log.run());
  }
}
