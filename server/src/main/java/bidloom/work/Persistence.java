package bidloom.work;

import bidloom.domain.Fence;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.service.Outcomes;
import bidloom.store.StoreFailure;
import java.time.Duration;

/**
 * Gets an execution's writes through while the database is away, as long as the lease is held. A
 * write whose reply was lost may have happened: it is tried again under the same fence, and where
 * the fence is gone because that very write has closed the run, the run's row says so.
 */
final class Persistence {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Outcomes outcomes;
  private final Lease lease;

  Persistence(Outcomes outcomes, Lease lease) {
    this.outcomes = outcomes;
    this.lease = lease;
  }

  /**
   * Runs a write until it is settled.
   *
   * @throws Refusal.Fenced where the run is no longer ours, or the lease ran out first
   */
  void settle(Runnable write) throws InterruptedException {
    boolean replyLost = false;
    while (true) {
      try {
        write.run();
        return;
      } catch (StoreFailure noReply) {
        replyLost = true;
      } catch (Refusal.Fenced fenced) {
        if (replyLost && closedByUs()) {
          return;
        }
        throw fenced;
      }
      if (!lease.held()) {
        throw new Refusal.Fenced(lease.fence());
      }
      lease.pause(PAUSE);
    }
  }

  /** False where nobody can tell: the run is over for us in any case. */
  private boolean closedByUs() {
    Fence fence = lease.fence();
    try {
      return outcomes.look(fence).filter(run -> endedUnder(run, fence)).isPresent();
    } catch (StoreFailure unknown) {
      return false;
    }
  }

  private static boolean endedUnder(Run run, Fence fence) {
    return run.state().ended() && run.lease().epoch() == fence.epoch();
  }
}
