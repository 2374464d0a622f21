package bidloom.store;

import bidloom.domain.Checkpoint;
import bidloom.domain.RunId;
import bidloom.protocol.Json;
import java.util.List;

/** The table {@code run_checkpoint}: finished agent outputs. The caller holds the run's fence. */
public final class CheckpointStore {
  private static final String INSERT =
      """
      INSERT INTO run_checkpoint (run_id, agent, epoch, failed, output) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (run_id, agent) DO NOTHING
      """;
  private static final String OF_RUN =
      """
      SELECT run_id, agent, epoch, failed, output FROM run_checkpoint
      WHERE run_id = ? ORDER BY agent
      """;

  /** Keeps an output; false where the agent's output is kept already, which then stands. */
  public boolean insert(Tx tx, Checkpoint checkpoint) {
    return tx.update(
            INSERT,
            checkpoint.runId().value(),
            checkpoint.agent(),
            checkpoint.epoch(),
            checkpoint.failed() ? 1 : 0,
            Json.write(checkpoint.output()))
        == 1;
  }

  public List<Checkpoint> ofRun(Tx tx, RunId run) {
    return tx.query(OF_RUN, CheckpointStore::checkpoint, run.value());
  }

  static Checkpoint checkpoint(Row row) {
    return new Checkpoint(
        new RunId(row.text("run_id")),
        row.text("agent"),
        row.number("epoch"),
        row.number("failed") != 0,
        row.object("output"));
  }
}
