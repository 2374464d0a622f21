package bidloom.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The places where runs are worked on. Whoever waits gets the next free one by turns: somebody who
 * wants a hundred places is called no more often than somebody who wants one. Each person's own
 * wishes are met in their order.
 *
 * <p>Invariant: nobody waits while a place is free.
 */
final class Places {
  private final LinkedHashMap<String, Deque<CountDownLatch>> turns = new LinkedHashMap<>();
  private int free;

  Places(int count) {
    this.free = count;
  }

  /** Takes a place for somebody, once it is their turn. */
  void take(String person) throws InterruptedException {
    CountDownLatch call = new CountDownLatch(1);
    if (await(person, call)) {
      try {
        call.await();
      } catch (InterruptedException notWantedAnyMore) {
        giveUp(person, call);
        throw notWantedAnyMore;
      }
    }
  }

  /** Whether a call has to be waited for; otherwise the place is taken. */
  private synchronized boolean await(String person, CountDownLatch call) {
    if (free > 0) {
      free--;
      return false;
    }
    turns.computeIfAbsent(person, first -> new ArrayDeque<>()).add(call);
    return true;
  }

  /** Leaves the queue; whoever was called while leaving passes the place on. */
  private synchronized void giveUp(String person, CountDownLatch call) {
    Deque<CountDownLatch> own = turns.getOrDefault(person, new ArrayDeque<>());
    if (!own.remove(call)) {
      release();
    } else if (own.isEmpty()) {
      turns.remove(person);
    }
  }

  /** Gives a place back, to the next in turn. */
  synchronized void release() {
    Map.Entry<String, Deque<CountDownLatch>> next = turns.pollFirstEntry();
    if (next == null) {
      free++;
      return;
    }
    next.getValue().remove().countDown();
    if (!next.getValue().isEmpty()) {
      turns.put(next.getKey(), next.getValue());
    }
  }
}
