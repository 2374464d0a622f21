package bidloom.store;

import bidloom.domain.Fence;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.protocol.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code run_event}: dense from 1, append-only, pruned whole runs at a time. */
public final class EventStore {
  private static final String INSERT =
      "INSERT INTO run_event (run_id, seq, type, data, at) VALUES (?, ?, ?, ?, ?)";
  private static final String AFTER =
      """
      SELECT run_id, seq, type, data, at FROM run_event
      WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?
      """;
  private static final String PRUNE =
      """
      DELETE FROM run_event WHERE run_id IN (
        SELECT id FROM bid_run WHERE state <> 'running' AND ended_at < ?)
      """;

  private final RunStore runs;

  public EventStore(RunStore runs) {
    this.runs = runs;
  }

  /**
   * Appends under the fence, numbering densely.
   *
   * @return the events as they are logged; empty, and nothing written, where the fence is gone
   */
  public Optional<List<RunEvent>> append(Tx tx, Fence fence, List<RunEvent.Draft> drafts) {
    Optional<Long> first = runs.number(tx, fence, drafts.size());
    return first.map(seq -> insert(tx, fence.runId(), seq, drafts));
  }

  private static List<RunEvent> insert(Tx tx, RunId run, long first, List<RunEvent.Draft> drafts) {
    List<RunEvent> events = new ArrayList<>();
    for (RunEvent.Draft draft : drafts) {
      RunEvent event =
          new RunEvent(run, first + events.size(), draft.type(), draft.data(), tx.now());
      tx.update(
          INSERT,
          run.value(),
          event.seq(),
          event.type().wireName(),
          Json.write(event.data()),
          event.at().toEpochMilli());
      events.add(event);
    }
    return List.copyOf(events);
  }

  /** The events after a cursor, in order. */
  public List<RunEvent> after(Tx tx, RunId run, long seq, int limit) {
    return tx.query(AFTER, EventStore::event, run.value(), seq, limit);
  }

  /** Removes the logs of runs that ended longer ago; the number of events removed. */
  public int prune(Tx tx, Duration keep) {
    return tx.update(PRUNE, tx.now().minus(keep).toEpochMilli());
  }

  static RunEvent event(Row row) {
    return new RunEvent(
        new RunId(row.text("run_id")),
        row.number("seq"),
        RunEvent.Type.named(row.text("type")),
        row.object("data"),
        row.instant("at"));
  }
}
