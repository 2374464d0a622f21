package bidloom.store;

import bidloom.domain.Checkpoint;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs with their logs and their agents' outputs, as they lie in the tables. */
public final class RunInspection {
  private static final int FETCHED = 50;

  private static final String RUNS = "SELECT " + RunStore.COLUMNS + " FROM bid_run ORDER BY id";
  private static final String CROWDED =
      """
      SELECT bid_id, count(*) AS runs FROM bid_run WHERE state = 'running'
      GROUP BY bid_id ORDER BY bid_id
      """;
  private static final String EVENTS =
      "SELECT run_id, seq, type, data, at FROM run_event ORDER BY run_id, seq";
  private static final String CHECKPOINTS =
      """
      SELECT c.run_id, c.agent, c.epoch, c.failed, c.output, r.bid_id, r.epoch AS run_epoch
      FROM run_checkpoint c JOIN bid_run r ON r.id = c.run_id ORDER BY c.run_id, c.agent
      """;
  private static final String LOGS =
      """
      SELECT r.id, r.bid_id, r.state, r.last_seq, r.ended_at, count(e.seq) AS events,
        coalesce(min(e.seq), 0) AS lowest, coalesce(max(e.seq), 0) AS highest,
        max(CASE WHEN e.seq = 1 THEN e.type END) AS first_type,
        max(CASE WHEN e.seq = r.last_seq THEN e.type END) AS last_type,
        coalesce(sum(CASE WHEN e.type IN ('complete', 'conflict', 'error', 'abort') THEN 1 END), 0)
          AS terminals,
        coalesce(sum(CASE WHEN e.type = 'agent-complete' THEN 1 END), 0) AS completions,
        (SELECT count(*) FROM run_checkpoint c WHERE c.run_id = r.id) AS checkpoints
      FROM bid_run r LEFT JOIN run_event e ON e.run_id = r.id
      GROUP BY r.id, r.bid_id, r.state, r.last_seq, r.ended_at ORDER BY r.id
      """;

  /** A run that was cancelled has its last revision by whoever cancelled it. */
  private static final String OUTCOMES =
      """
      SELECT r.id, r.bid_id, r.state, count(v.version) AS revisions,
        coalesce(max(v.version), 0) AS version,
        (SELECT max(e.data) FROM run_event e WHERE e.run_id = r.id AND e.type = 'complete')
          AS complete
      FROM bid_run r LEFT JOIN bid_revision v ON v.bid_id = r.bid_id AND v.actor = 'run:' || r.id
      WHERE r.state IN ('committed', 'stale', 'failed')
      GROUP BY r.id, r.bid_id, r.state ORDER BY r.id
      """;

  private static final String CLAIMS =
      """
      SELECT v.bid_id, v.version, v.actor FROM bid_revision v
      LEFT JOIN bid_run r ON r.id = substr(v.actor, 5) AND r.bid_id = v.bid_id
      WHERE v.actor LIKE 'run:%' AND (r.id IS NULL OR r.state IN ('running', 'cancelled'))
      ORDER BY v.bid_id, v.version
      """;

  private final Inspection inspection;

  RunInspection(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * A run's row.
   *
   * @param run empty where the row is not of its form
   */
  public record RunRow(String id, String bid, Optional<Run> run) {}

  public void runs(Consumer<RunRow> each) {
    inspection.each(
        RUNS,
        FETCHED,
        row ->
            new RunRow(row.text("id"), row.text("bid_id"), Lenient.read(() -> RunStore.run(row))),
        each);
  }

  /** A bid with active runs, and how many. */
  public record ActiveRuns(String bid, long runs) {}

  public void active(Consumer<ActiveRuns> each) {
    inspection.each(
        CROWDED, FETCHED, row -> new ActiveRuns(row.text("bid_id"), row.number("runs")), each);
  }

  /**
   * An event's row.
   *
   * @param event empty where the row is not of its form
   */
  public record EventRow(String run, long seq, Optional<RunEvent> event) {}

  public void events(Consumer<EventRow> each) {
    inspection.each(
        EVENTS,
        FETCHED,
        row ->
            new EventRow(
                row.text("run_id"), row.number("seq"), Lenient.read(() -> EventStore.event(row))),
        each);
  }

  /**
   * A finished agent's output.
   *
   * @param runEpoch the epoch that its run has now
   * @param checkpoint empty where the row is not of its form
   */
  public record CheckpointRow(
      String run,
      String bid,
      String agent,
      long epoch,
      long runEpoch,
      Optional<Checkpoint> checkpoint) {}

  public void checkpoints(Consumer<CheckpointRow> each) {
    inspection.each(
        CHECKPOINTS,
        FETCHED,
        row ->
            new CheckpointRow(
                row.text("run_id"),
                row.text("bid_id"),
                row.text("agent"),
                row.number("epoch"),
                row.number("run_epoch"),
                Lenient.read(() -> CheckpointStore.checkpoint(row))),
        each);
  }

  /**
   * The outline of a run's log.
   *
   * @param events how many there are, numbered from {@code lowest} to {@code highest}
   * @param firstType the type of event 1
   * @param lastType the type of event {@code lastSeq}
   * @param terminals how many end a log
   * @param completions how many tell of a finished agent
   * @param checkpoints how many outputs of agents are kept
   */
  public record LogOutline(
      String run,
      String bid,
      String state,
      long lastSeq,
      Optional<Instant> endedAt,
      long events,
      long lowest,
      long highest,
      Optional<String> firstType,
      Optional<String> lastType,
      long terminals,
      long completions,
      long checkpoints) {}

  public void logs(Consumer<LogOutline> each) {
    inspection.each(LOGS, FETCHED, RunInspection::outline, each);
  }

  private static LogOutline outline(Row row) {
    return new LogOutline(
        row.text("id"),
        row.text("bid_id"),
        row.text("state"),
        row.number("last_seq"),
        row.optionalInstant("ended_at"),
        row.number("events"),
        row.number("lowest"),
        row.number("highest"),
        row.optionalText("first_type"),
        row.optionalText("last_type"),
        row.number("terminals"),
        row.number("completions"),
        row.number("checkpoints"));
  }

  /**
   * What a run that ended by itself has left.
   *
   * @param revisions how many revisions it wrote, the last of them {@code version}
   * @param told the version that its {@code complete} event names; 0 where it names none, empty
   *     without such an event
   */
  public record OutcomeRow(
      String run, String bid, String state, long revisions, long version, Optional<Long> told) {}

  public void outcomes(Consumer<OutcomeRow> each) {
    inspection.each(
        OUTCOMES,
        FETCHED,
        row ->
            new OutcomeRow(
                row.text("id"),
                row.text("bid_id"),
                row.text("state"),
                row.number("revisions"),
                row.number("version"),
                told(row)),
        each);
  }

  /** Empty also where the event is no JSON, which is another matter. */
  private static Optional<Long> told(Row row) {
    return row.optionalText("complete")
        .flatMap(event -> Lenient.read(() -> row.object("complete")))
        .map(data -> data.get("version") instanceof Number version ? version.longValue() : 0L);
  }

  /** A revision in the name of a run that has not ended so, or that is not there. */
  public record ClaimRow(String bid, long version, String actor) {}

  public void falseClaims(Consumer<ClaimRow> each) {
    inspection.each(
        CLAIMS,
        FETCHED,
        row -> new ClaimRow(row.text("bid_id"), row.number("version"), row.text("actor")),
        each);
  }
}
