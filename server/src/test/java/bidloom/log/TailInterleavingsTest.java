package bidloom.log;

import static bidloom.store.Interleavings.atOnce;
import static bidloom.store.Interleavings.check;

import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.store.Interleavings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that are committed while subscribers read, fall behind and wait. */
@Tag("lincheck")
class TailInterleavingsTest {
  private static final int ORDERS = 60;
  private static final int PAGE = 2;
  private static final RunId RUN = new RunId("run");
  private static final List<Frame> FRAMES =
      List.of(
          frame(1, RunEvent.Type.START),
          frame(2, RunEvent.Type.DECISION),
          frame(3, RunEvent.Type.COMPLETE));

  private static Frame frame(long seq, RunEvent.Type type) {
    return Frame.of(new RunEvent(RUN, seq, type, Map.of(), Instant.EPOCH));
  }

  /** A log of which some events are committed, and a tail that holds one. */
  private static final class Log {
    final AtomicInteger committed = new AtomicInteger();
    final Tail<RunId> tail = new Tail<>(RUN, 0, 1);
    volatile boolean pruned;

    void commit() {
      committed.incrementAndGet();
      signal();
    }

    void signal() {
      if (tail.turn().request()) {
        tail.turn().serve(() -> tail.fill(this::page, PAGE));
      }
    }

    private List<Frame> page(long cursor) {
      int end = Math.min((int) cursor + PAGE, committed.get());
      return pruned ? List.of() : FRAMES.subList((int) cursor, Math.max((int) cursor, end));
    }

    /** One event at a time. */
    private static List<Frame> shortPage(long cursor) {
      return FRAMES.subList((int) cursor, (int) cursor + 1);
    }

    /** Reads to the end; falls where an event is missing or comes twice, hangs where none comes. */
    long follow() throws InterruptedException {
      Semaphore ready = new Semaphore(0);
      Subscription subscription =
          new Subscription(
              tail,
              0,
              ready::release,
              (then, from) -> new Thread(() -> then.accept(shortPage(from))).start(),
              tail.subscribers()::remove);
      tail.subscribers().add(subscription);
      signal();
      long seen = 0;
      while (!subscription.ended()) {
        List<Frame> frames = subscription.next();
        for (Frame frame : frames) {
          seen++;
          check(frame.seq() == seen, "event " + frame.seq() + " instead of " + seen);
        }
        if (frames.isEmpty() && !subscription.ended()) {
          ready.acquire();
        }
      }
      return seen;
    }
  }

  @Test
  void eachEventIsSeenOnceAndInOrder() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Log log = new Log();
          log.commit();
          atOnce(
              () -> check(log.follow() == FRAMES.size(), "ended early"),
              () -> {
                log.commit();
                log.commit();
              });
        });
  }

  /** Pages come on another thread, while the reader asks again and again. */
  @Test
  void aPageIsAskedForOnceAndTakenOnce() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Log log = new Log();
          log.commit();
          log.commit();
          log.commit();
          Asked asked = new Asked();
          Subscription behind =
              new Subscription(
                  log.tail,
                  0,
                  () -> {},
                  (then, from) -> asked.add(from, () -> then.accept(Log.shortPage(from))),
                  subscription -> {});
          List<Long> seen = new ArrayList<>();
          atOnce(() -> take(behind, seen), asked::answer);
          while (!behind.ended()) {
            take(behind, seen);
            asked.answer();
          }
          check(seen.equals(List.of(1L, 2L, 3L)), "seen " + seen);
          check(asked.cursors.equals(List.of(0L, 1L)), "asked for what follows " + asked.cursors);
        });
  }

  private static void take(Subscription subscription, List<Long> seen) {
    for (Frame frame : subscription.next()) {
      seen.add(frame.seq());
    }
  }

  /** The one page that may be asked for at a time. */
  private static final class Asked {
    final List<Long> cursors = new ArrayList<>();
    private final AtomicReference<@Nullable Runnable> page = new AtomicReference<>();

    void add(long from, Runnable asked) {
      cursors.add(from);
      check(page.compareAndSet(null, asked), "asked for two pages at once");
    }

    void answer() {
      Runnable asked = page.getAndSet(null);
      if (asked != null) {
        asked.run();
      }
    }
  }

  @Test
  void noSignalIsLostBetweenTwoThatCommit() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Log log = new Log();
          atOnce(log::commit, log::commit);
          check(log.tail.after(1, 1).equals(frames(2)), "the second event is missing");
        });
  }

  private static Tail.Slice frames(int seq) {
    return new Tail.Slice.Frames(List.of(FRAMES.get(seq - 1)));
  }

  /** The row says that there are more events than were read a moment ago. */
  @Test
  void aTailIsNotLostWhenMoreIsWrittenWhileItIsRead() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Log log = new Log();
          atOnce(
              log::signal,
              () -> {
                log.committed.incrementAndGet();
                log.tail.written(log.committed.get());
                log.signal();
              });
          check(!log.tail.pruned(), "lost, with all events there");
        });
  }

  /** Its subscribers wait for nothing that is gone. */
  @Test
  void whoFollowsALogThatIsPrunedComesToAnEnd() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Log log = new Log();
          log.committed.set(FRAMES.size());
          log.tail.written(FRAMES.size());
          atOnce(
              log::follow,
              () -> {
                log.pruned = true;
                log.signal();
              });
        });
  }
}
