package bidloom.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * The recent frames of one log, the events of a run or the revisions of a bid, for all of its
 * subscribers on this node. It is filled from committed rows and from nothing else, whichever node
 * wrote them: what a subscriber sees is durable. One reader fills it at a time.
 *
 * @param <K> names the log
 */
final class Tail<K> {
  private final K key;
  private final int capacity;
  private final Set<Subscription> subscribers = ConcurrentHashMap.newKeySet();
  private final Turn turn = new Turn();

  // Guarded by this.
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long last;
  private long written;
  private boolean pruned;

  /**
   * A tail.
   *
   * @param start the sequence number after which it begins
   * @param capacity how many frames it keeps
   */
  Tail(K key, long start, int capacity) {
    this.key = key;
    this.last = start;
    this.capacity = capacity;
  }

  K key() {
    return key;
  }

  Set<Subscription> subscribers() {
    return subscribers;
  }

  private synchronized long last() {
    return last;
  }

  /** So many events were written, as the run's row says. */
  synchronized void written(long lastSeq) {
    written = Math.max(written, lastSeq);
  }

  private synchronized long written() {
    return written;
  }

  /** True where events are missing here that were written. */
  synchronized boolean incomplete() {
    return last < written;
  }

  synchronized boolean pruned() {
    return pruned;
  }

  /** What the log holds after a cursor, as far as it is here. */
  sealed interface Slice {
    /** The next frames; none where the cursor is at the end. */
    record Frames(List<Frame> frames) implements Slice {}

    /** The next event is older than this tail: read the log. */
    record Behind() implements Slice {}
  }

  synchronized Slice after(long cursor, int limit) {
    long oldest = last - frames.size();
    if (cursor < oldest) {
      return new Slice.Behind();
    }
    return new Slice.Frames(
        frames.stream().skip(Math.max(0, cursor - oldest)).limit(limit).toList());
  }

  /** Who of those that want this tail filled is the one to fill it. */
  Turn turn() {
    return turn;
  }

  /**
   * Takes in what follows on what is here, to the end of the log. Where that is before an event
   * that had been written, the log was pruned: there is nothing to wait for.
   *
   * @param pageAfter the page after a sequence number
   * @param full the size of a page that others may follow
   */
  void fill(LongFunction<List<Frame>> pageAfter, int full) {
    long expected = written(); // before it is read: more may be written meanwhile
    List<Frame> page;
    do {
      page = pageAfter.apply(last());
      if (!page.isEmpty()) {
        extend(page);
        wakeAll();
      }
    } while (page.size() == full);
    if (last() < expected) {
      lose();
      wakeAll();
    }
  }

  private synchronized void extend(List<Frame> more) {
    for (Frame frame : more) {
      if (frame.seq() != last + 1) {
        throw new IllegalStateException("%s: %d follows on %d".formatted(key, frame.seq(), last));
      }
      frames.addLast(frame);
      last = frame.seq();
      if (frames.size() > capacity) {
        frames.removeFirst();
      }
    }
  }

  private synchronized void lose() {
    pruned = true;
  }

  void wakeAll() {
    subscribers.forEach(Subscription::wake);
  }
}
