package bidloom.work;

import bidloom.domain.Fence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One run's lease as its owner sees it, on the monotonic clock. It ends for good in one of two
 * ways: {@link #lose} says that the run is no longer ours, {@link #cancel} that it shall stop. The
 * first word stands, and the listener hears it once.
 *
 * <p>The confirmed end is counted from before the heartbeat was sent, so it is never later than the
 * end that the database has written.
 */
final class Lease {
  /** Why the work stops. */
  enum End {
    LOST,
    CANCELLED
  }

  private final Fence fence;
  private final NodeTime time;
  private volatile long until;

  // Both are changed under this lock, and the listener is called under it: who has replaced a
  // listener knows that the former one is not called any more.
  private volatile @Nullable End end;
  private Runnable listener = () -> {};

  Lease(Fence fence, NodeTime time, long until) {
    this.fence = fence;
    this.time = time;
    this.until = until;
  }

  Fence fence() {
    return fence;
  }

  /**
   * Calls back once when the lease ends, at once where it has ended; whoever listened before is not
   * called from now on. A callback is short and calls no lease.
   */
  synchronized void onEnd(Runnable callback) {
    listener = callback;
    if (ended()) {
      callback.run();
    }
  }

  void renewed(long newUntil) {
    until = newUntil;
  }

  /** True while nobody else can have been given the run; a cancelled one is still ours to close. */
  boolean held() {
    return end != End.LOST && time.nanos() - until < 0;
  }

  /** Lets time pass on the node's clock. */
  void pause(Duration length) throws InterruptedException {
    time.pause(length);
  }

  boolean ended() {
    return end != null;
  }

  boolean cancelled() {
    return end == End.CANCELLED;
  }

  void lose() {
    end(End.LOST);
  }

  void cancel() {
    end(End.CANCELLED);
  }

  private synchronized void end(End how) {
    if (end == null) {
      end = how;
      listener.run();
    }
  }
}
