package bidloom.simulation;

import bidloom.domain.Fence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A virtual thread as the scheduler knows it.
 *
 * <p>The label is the fence that it works under, handed down to the threads that it starts, so that
 * the checker knows who writes whatever the product believes.
 */
final class Task {
  private final Runnable continuation;
  private final Place place;
  private final Optional<Fence> label;
  private final Deque<Fence> heirs = new ArrayDeque<>();

  Task(Runnable continuation, Place place, Optional<Fence> label) {
    this.continuation = continuation;
    this.place = place;
    this.label = label;
  }

  Place place() {
    return place;
  }

  Optional<Fence> label() {
    return label;
  }

  /** The next threads that it starts work under these fences, in order. */
  void bequeath(Iterable<Fence> fences) {
    heirs.clear();
    fences.forEach(heirs::add);
  }

  /** A thread that it starts. */
  Task child(Runnable childContinuation) {
    return new Task(childContinuation, place, Optional.ofNullable(heirs.poll()).or(() -> label));
  }

  void run() {
    continuation.run();
  }
}
