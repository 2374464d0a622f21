package bidloom.work;

import bidloom.agents.Agent;
import bidloom.domain.Refusal;
import bidloom.domain.RunEvent;
import bidloom.log.EventLog;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run's watchers how its agents get on. Progress is logged like every event, but it is no
 * state: what the database can't take is dropped, and an agent tells at most {@link #MOST} times.
 */
final class Progress {
  private static final int MOST = 200;

  private final EventLog log;
  private final Lease lease;
  private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

  Progress(EventLog log, Lease lease) {
    this.log = log;
    this.lease = lease;
  }

  Agent.Progress of(String agent) {
    AtomicInteger told = new AtomicInteger();
    return (fraction, message) -> {
      if (told.incrementAndGet() <= MOST) {
        tell(
            agent,
            Map.of("agent", agent, "progress", Math.clamp(fraction, 0.0, 1.0), "message", message));
      }
    };
  }

  void tell(String message) {
    tell("", Map.of("message", message));
  }

  /** Waits until what an agent told is logged, so that nothing follows on its completion. */
  void flush(String agent) {
    CompletableFuture<Void> pending = last.remove(agent);
    if (pending != null) {
      pending.exceptionally(dropped -> null).join();
    }
  }

  private void tell(String agent, Map<String, Object> data) {
    try {
      CompletableFuture<Void> appended =
          log.append(lease.fence(), new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, data));
      last.put(agent, appended.whenComplete((done, failure) -> lostIf(failure)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void lostIf(@Nullable Throwable failure) {
    if (failure instanceof Refusal.Fenced) {
      lease.lose();
    }
  }
}
