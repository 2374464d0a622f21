package bidloom.simulation;

import bidloom.domain.Fence;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/**
 * A virtual thread as the scheduler knows it.
 *
 * <p>The label is the fence that it works under, handed down to the threads that it starts, so that
 * the checker knows who writes whatever the product believes.
 */
final class Task {
  static final Comparator<Task> BY_AGE = Comparator.comparingInt(task -> task.number);

  private final int number;
  private final Runnable continuation;
  private final Place place;
  private final Optional<Fence> label;
  private final Deque<Fence> heirs = new ArrayDeque<>();

  Task(int number, Runnable continuation, Place place, Optional<Fence> label) {
    this.number = number;
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
  Task child(int childNumber, Runnable childContinuation) {
    return new Task(
        childNumber, childContinuation, place, Optional.ofNullable(heirs.poll()).or(() -> label));
  }

  void run() {
    continuation.run();
  }
}
