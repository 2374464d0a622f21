package bidloom.store;

import bidloom.domain.BidId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells whoever listens in this process which bids a transaction has changed, whoever wrote it,
 * once that is durable. It says so and nothing more: a listener reads what it wants to know. Where
 * the answer to a commit was lost nobody is told, so listeners poll as well.
 *
 * <p>A listener is called on the writer's thread: it is quick, does not block and does not throw.
 */
public final class Commits {
  private final List<Consumer<Set<BidId>>> listeners = new CopyOnWriteArrayList<>();

  Commits() {}

  public void listen(Consumer<Set<BidId>> listener) {
    listeners.add(listener);
  }

  /** Ends what {@link #listen} began, with the same object. */
  public void forget(Consumer<Set<BidId>> listener) {
    listeners.remove(listener);
  }

  void tell(Set<BidId> changed) {
    if (!changed.isEmpty()) {
      listeners.forEach(listener -> listener.accept(changed));
    }
  }
}
