package bidloom.work;

import bidloom.agents.Plan;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.service.Outcomes;
import bidloom.service.Runs;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A worker whose clock, heartbeat and reaper are in the simulation's hand. */
public final class SimulatedWorker implements Runs.Hands {
  private final Worker worker;

  /** Lets a node's time pass. */
  @FunctionalInterface
  public interface Waiting {
    void pause(Duration time) throws InterruptedException;
  }

  public SimulatedWorker(
      Outcomes outcomes,
      EventLog log,
      Function<Run, Plan> plans,
      Settings settings,
      String owner,
      LongSupplier nanos,
      Waiting waiting) {
    NodeTime time = new NodeTime(nanos, waiting::pause);
    this.worker = new Worker(outcomes, log, plans, settings, owner, time);
  }

  @Override
  public void accept(Run run, long grantedAfter) {
    worker.accept(run, grantedAfter);
  }

  @Override
  public void cancel(RunId run) {
    worker.cancel(run);
  }

  @Override
  public boolean full() {
    return worker.full();
  }

  public void beat() {
    worker.beat();
  }

  public void reap() {
    worker.reap();
  }

  public void close() {
    worker.close();
  }
}
