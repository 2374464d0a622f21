package bidloom.simulation;

import static bidloom.simulation.Violation.unless;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Fence;
import bidloom.domain.RunId;
import bidloom.domain.RunState;
import bidloom.store.MemoryDatabase;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at the store after every commit: G4, G5, G6, G7 and G12, and each bid's {@link Chain}. */
final class CommitCheck {
  private static final String BIDS =
      "SELECT id, version, status FROM bid_opportunities ORDER BY id";
  private static final String RUNS =
      """
      SELECT id, bid_id, kind, state, owner, epoch, last_seq, cancel_by,
        (SELECT count(*) FROM run_checkpoint c WHERE c.run_id = r.id)
      FROM bid_run r ORDER BY id
      """;
  private static final String EVENTS =
      "SELECT seq, type, data FROM run_event WHERE run_id = ? AND seq > ? ORDER BY seq";
  private static final String CHECKPOINTS =
      "SELECT agent, epoch, output FROM run_checkpoint WHERE run_id = ?";

  /** A run's row. */
  record RunRow(
      String id,
      String bid,
      String kind,
      RunState state,
      String owner,
      long epoch,
      long lastSeq,
      boolean cancelled,
      long checkpoints) {}

  private final MemoryDatabase store;
  private final Story story;
  private final Map<String, RunRow> runs = new HashMap<>();
  private final Map<String, Chain> chains = new HashMap<>();
  private final Map<Fence, String> holders = new HashMap<>();
  private final Map<String, Long> cancelSteps = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private long commits;
  private long changes = -1;

  CommitCheck(MemoryDatabase store, Story story) {
    this.store = store;
    this.story = story;
  }

  Map<String, RunRow> runs() {
    return runs;
  }

  Map<String, Chain> chains() {
    return chains;
  }

  /** The commit at which somebody's wish to cancel was written down. */
  Optional<Long> cancelled(String run) {
    return Optional.ofNullable(cancelSteps.get(run));
  }

  long commits() {
    return commits;
  }

  /** A transaction of that thread has been committed. */
  void committed(Task writer) {
    commits++;
    long touched = store.changes();
    if (touched == changes) {
      return;
    }
    changes = touched;
    Map<String, RunRow> active = new HashMap<>();
    for (Object[] row : store.rows(RUNS)) {
      RunRow now = row(row);
      RunRow before = runs.put(now.id, now);
      if (!now.equals(before)) {
        changed(writer, Optional.ofNullable(before), now);
      }
      if (now.state == RunState.RUNNING) {
        unless(active.put(now.bid, now) == null, "G4", "bid %s has two active runs", now.bid);
      }
    }
    for (Object[] row : store.rows(BIDS)) {
      bid(writer, row, Optional.ofNullable(active.get((String) row[0])));
    }
  }

  private static RunRow row(Object[] row) {
    return new RunRow(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        RunState.named((String) row[3]),
        (String) row[4],
        ((Number) row[5]).longValue(),
        ((Number) row[6]).longValue(),
        row[7] != null,
        ((Number) row[8]).longValue());
  }

  private void bid(Task writer, Object[] row, Optional<RunRow> active) {
    String id = (String) row[0];
    long version = ((Number) row[1]).longValue();
    String running =
        active
            .map(
                run ->
                    switch (run.kind) {
                      case "extraction" -> "extracting";
                      case "quick_scan" -> "quick_scanning";
                      default -> "evaluating";
                    })
            .orElse("at rest");
    boolean atRest = !Set.of("extracting", "quick_scanning", "evaluating").contains(row[2]);
    unless(
        active.isEmpty() ? atRest : running.equals(row[2]),
        "G5",
        "bid %s is %s, its active run is %s",
        id,
        row[2],
        active.map(RunRow::toString).orElse("none"));
    Chain chain = chains.computeIfAbsent(id, bid -> new Chain(new BidId(bid)));
    if (chain.version() != version) {
      chain.grow(store, story, writer.place());
    }
  }

  private void changed(Task writer, Optional<RunRow> before, RunRow now) {
    long epoch = before.map(RunRow::epoch).orElse(0L);
    unless(now.epoch >= epoch, "G6", "the epoch of %s falls to %d", now.id, now.epoch);
    if (now.epoch != epoch) {
      holders.put(new Fence(new RunId(now.id), now.epoch), now.owner);
      story.tell(
          writer.place(),
          "holds %s (%s of %s) under epoch %d",
          now.id,
          now.kind,
          now.bid,
          now.epoch);
    }
    if (now.cancelled && cancelSteps.putIfAbsent(now.id, story.step()) == null) {
      story.tell(writer.place(), "%s shall be cancelled", now.id);
    }
    boolean ended = now.state.ended();
    boolean endsNow = ended && !before.map(RunRow::state).orElse(RunState.RUNNING).ended();
    if (now.lastSeq != before.map(RunRow::lastSeq).orElse(0L)) {
      events(writer, before.map(RunRow::lastSeq).orElse(0L), now, endsNow);
    } else {
      unless(!endsNow, "G7", "%s ends without an event", now.id);
    }
    if (now.checkpoints != before.map(RunRow::checkpoints).orElse(0L)) {
      checkpoints(writer, now);
    }
    boolean worked =
        endsNow || now.checkpoints != before.map(RunRow::checkpoints).orElse(now.checkpoints);
    if (worked) {
      holds(writer, now, now.state.wireName());
      knows(writer, now, now.state.wireName());
    }
  }

  /** Who writes for a run is the process that holds it. */
  private void holds(Task writer, RunRow now, String what) {
    String holder = holders.getOrDefault(new Fence(new RunId(now.id), now.epoch), "nobody");
    unless(
        holder.equals(writer.place().name()),
        "G6",
        "%s writes (%s) for %s, which %s holds under epoch %d",
        writer.place(),
        what,
        now.id,
        holder,
        now.epoch);
  }

  /**
   * The thread that writes works under the run's epoch. Progress is told apart by what it says: one
   * thread logs that of several agents.
   */
  private void knows(Task writer, RunRow now, String what) {
    writer
        .label()
        .filter(label -> label.runId().value().equals(now.id))
        .ifPresent(
            label ->
                unless(
                    label.epoch() == now.epoch,
                    "G6",
                    "%s writes (%s) for %s under epoch %d, which is %d by now",
                    writer.place(),
                    what,
                    now.id,
                    label.epoch(),
                    now.epoch));
  }

  private void events(Task writer, long after, RunRow now, boolean endsNow) {
    long seq = after;
    String last = "";
    for (Object[] event : store.rows(EVENTS, now.id, after)) {
      seq++;
      unless(
          ((Number) event[0]).longValue() == seq,
          "G12",
          "event %s of %s is %d",
          event[0],
          now.id,
          seq);
      unless(!terminal(last), "G12", "%s follows %s in %s", event[1], last, now.id);
      last = (String) event[1];
      story.tell(writer.place(), "logs %d %s of %s", seq, last, now.id);
      if (last.equals("agent-progress") && ((String) event[2]).contains("\"@")) {
        unless(
            ((String) event[2]).contains("\"@" + now.epoch + "\""),
            "G6",
            "%s logs %s for %s under epoch %d",
            writer.place(),
            event[2],
            now.id,
            now.epoch);
      }
    }
    unless(seq == now.lastSeq, "G12", "the log of %s ends at %d, not %d", now.id, seq, now.lastSeq);
    unless(terminal(last) == endsNow, "G7", "%s is %s, its last event %s", now.id, now.state, last);
    unless(!endsNow || last.equals(terminalOf(now.state)), "G7", "%s: %s", now, last);
    holds(writer, now, last);
  }

  static boolean terminal(String type) {
    return Set.of("complete", "conflict", "error", "abort").contains(type);
  }

  private static String terminalOf(RunState state) {
    return switch (state) {
      case RUNNING -> "";
      case COMMITTED -> "complete";
      case STALE -> "conflict";
      case FAILED -> "error";
      case CANCELLED -> "abort";
    };
  }

  private void checkpoints(Task writer, RunRow now) {
    Set<String> there = new HashSet<>();
    for (Object[] row : store.rows(CHECKPOINTS, now.id)) {
      String key = now.id + "/" + row[0];
      there.add(key);
      String value = row[1] + " " + row[2];
      String before = kept.putIfAbsent(key, value);
      unless(before == null || before.equals(value), "G9", "the output %s is overwritten", key);
      if (before == null) {
        story.tell(writer.place(), "keeps %s's output for %s", row[0], now.id);
        unless(
            ((Number) row[1]).longValue() == now.epoch,
            "G6",
            "%s keeps %s under epoch %s, which is %d",
            writer.place(),
            key,
            row[1],
            now.epoch);
      }
    }
    unless(
        kept.keySet().stream()
            .filter(key -> key.startsWith(now.id + "/"))
            .allMatch(there::contains),
        "G9",
        "an output of %s is gone",
        now.id);
  }

  /** Every bid as its chain has it, though nothing was written. */
  void rows() {
    for (Chain chain : chains.values()) {
      Bid bid = chain.read(store);
      chain.agreesWith(bid);
    }
  }

  /** The runs whose result was not applied, in order. */
  List<RunRow> stale() {
    return runs.values().stream()
        .filter(run -> run.state == RunState.STALE)
        .sorted(Comparator.comparing(RunRow::id))
        .toList();
  }

  List<String> activeRuns() {
    return runs.values().stream()
        .filter(run -> run.state == RunState.RUNNING)
        .map(run -> run.id + " (" + run.kind + ", epoch " + run.epoch + ", " + run.owner + ")")
        .toList();
  }
}
