package bidloom.work;

import bidloom.domain.Fence;
import bidloom.domain.RunId;
import bidloom.domain.Settings;
import bidloom.service.Outcomes;
import bidloom.store.RunStore;
import bidloom.store.StoreFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The leases of the runs that this node works on, and their heartbeat: one statement a period for
 * all of them. A run that does not come back from it is lost and its work is stopped at once; while
 * the database does not answer, work goes on until the last confirmed end and no further.
 */
final class Leases {
  private static final System.Logger LOGGER = System.getLogger(Leases.class.getName());

  private final Outcomes outcomes;
  private final String owner;
  private final Settings settings;
  private final NodeTime time;
  private final Map<Fence, Lease> held = new ConcurrentHashMap<>();

  Leases(Outcomes outcomes, String owner, Settings settings, NodeTime time) {
    this.outcomes = outcomes;
    this.owner = owner;
    this.settings = settings;
    this.time = time;
  }

  /** Begins to keep a lease that the database granted since {@code grantedAfter} (nanoseconds). */
  Lease keep(Fence fence, long grantedAfter) {
    Lease lease = new Lease(fence, time, grantedAfter + settings.lease().toNanos());
    held.put(fence, lease);
    return lease;
  }

  void release(Lease lease) {
    held.remove(lease.fence());
  }

  int size() {
    return held.size();
  }

  /** A person wants that run to stop; nothing happens where it is not worked on here. */
  void cancel(RunId run) {
    held.values().stream().filter(l -> l.fence().runId().equals(run)).forEach(Lease::cancel);
  }

  /** Gives everything up: the node shuts down. */
  void loseAll() {
    held.values().forEach(Lease::lose);
  }

  /** Renews all leases. */
  void beat() {
    Map<Fence, Lease> asked = new HashMap<>(held);
    if (asked.isEmpty()) {
      return;
    }
    long before = time.nanos();
    try {
      List<RunStore.Renewed> renewed = outcomes.heartbeat(owner, asked.keySet());
      for (RunStore.Renewed one : renewed) {
        Lease lease = asked.remove(one.fence());
        if (lease != null) {
          lease.renewed(before + settings.lease().toNanos());
          if (one.cancelRequested()) {
            lease.cancel();
          }
        }
      }
      asked.values().forEach(Lease::lose);
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.WARNING, "A heartbeat failed", unavailable);
      asked.values().stream().filter(lease -> !lease.held()).forEach(Lease::lose);
    }
  }
}
