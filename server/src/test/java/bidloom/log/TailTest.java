package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A tail of four frames and its subscribers, on one thread, over a log that the test holds. */
class TailTest {
  private static final RunId RUN = new RunId("r");
  private static final int PAGE = 3;

  private final List<Frame> logged = new ArrayList<>();
  private final List<Long> pagesAsked = new ArrayList<>();
  private final Tail<RunId> tail = new Tail<>(RUN, 0, 4);

  private static Frame frame(long seq, RunEvent.Type type) {
    return Frame.of(new RunEvent(RUN, seq, type, Map.of(), Instant.EPOCH));
  }

  private void log(int times) {
    for (int i = 0; i < times; i++) {
      logged.add(frame(logged.size() + 1, RunEvent.Type.AGENT_PROGRESS));
    }
  }

  private void end() {
    logged.add(frame(logged.size() + 1, RunEvent.Type.COMPLETE));
  }

  private List<Frame> page(long after) {
    pagesAsked.add(after);
    return logged.stream().skip(after).limit(PAGE).toList();
  }

  private void fill() {
    tail.fill(this::page, PAGE);
  }

  private static List<Long> seqs(List<Frame> frames) {
    return frames.stream().map(Frame::seq).toList();
  }

  private static List<Long> from(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** A subscriber whose pages the test hands over when it likes. */
  private final class Follower {
    final AtomicInteger woken = new AtomicInteger();
    final List<Long> asked = new ArrayList<>();
    final Deque<Consumer<List<Frame>>> waiting = new ArrayDeque<>();
    final Subscription subscription;

    Follower(long after) {
      subscription =
          new Subscription(
              tail,
              after,
              woken::incrementAndGet,
              (then, cursor) -> {
                asked.add(cursor);
                waiting.add(then);
              },
              left -> tail.subscribers().remove(left));
      tail.subscribers().add(subscription);
    }

    void answer(List<Frame> page) {
      waiting.removeFirst().accept(page);
    }
  }

  @Test
  void aFullPageIsFollowedByAnother() {
    log(7);
    fill();
    assertThat(pagesAsked).containsExactly(0L, 3L, 6L);
    log(2);
    fill();
    assertThat(pagesAsked).containsExactly(0L, 3L, 6L, 7L);
  }

  @Test
  void itKeepsTheRecentFramesAndSaysWhatIsOlder() {
    log(7);
    fill();
    assertThat(tail.after(2, 9)).isInstanceOf(Tail.Slice.Behind.class);
    assertThat(tail.after(3, 9)).isEqualTo(new Tail.Slice.Frames(logged.subList(3, 7)));
    assertThat(tail.after(5, 1)).isEqualTo(new Tail.Slice.Frames(logged.subList(5, 6)));
    assertThat(tail.after(7, 9)).isEqualTo(new Tail.Slice.Frames(List.of()));
    assertThat(tail.after(8, 9)).isEqualTo(new Tail.Slice.Frames(List.of()));
  }

  @Test
  void whatDoesNotFollowIsABug() {
    logged.add(frame(2, RunEvent.Type.AGENT_PROGRESS));
    assertThatThrownBy(this::fill).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLogThatEndsBeforeWhatHadBeenWrittenWasPrunedAndItsFollowersHearOfIt() {
    Follower follower = new Follower(0);
    tail.written(3);
    tail.written(2);
    assertThat(tail.incomplete()).isTrue();
    log(2);
    fill();
    assertThat(tail.pruned()).isTrue();
    assertThat(follower.subscription.ended()).isTrue();
    assertThat(follower.subscription.next()).isEmpty();
    assertThat(follower.woken).hasValue(2);
  }

  @Test
  void whatIsWrittenWhileItIsReadIsNotTakenForPruned() {
    tail.fill(
        after -> {
          tail.written(1);
          return List.of();
        },
        PAGE);
    assertThat(tail.pruned()).isFalse();
    assertThat(tail.incomplete()).isTrue();
    log(1);
    fill();
    assertThat(tail.incomplete()).isFalse();
    assertThat(tail.pruned()).isFalse();
  }

  @Test
  void aRequestDuringAReadMakesTheReaderReadOnceMore() {
    AtomicInteger reads = new AtomicInteger();
    assertThat(tail.turn().request()).isTrue();
    assertThat(tail.turn().request()).isFalse();
    tail.turn()
        .serve(
            () -> {
              if (reads.incrementAndGet() == 1) {
                assertThat(tail.turn().request()).isFalse();
              }
            });
    assertThat(reads).hasValue(2);
    assertThat(tail.turn().request()).isTrue();
  }

  @Test
  void aFollowerIsWokenByWhatComesAndByNothingElse() {
    Follower follower = new Follower(0);
    fill();
    assertThat(follower.woken).hasValue(0);
    log(2);
    end();
    fill();
    assertThat(follower.woken).hasValue(1);
    assertThat(seqs(follower.subscription.next())).isEqualTo(from(1, 3));
    assertThat(follower.subscription.ended()).isTrue();
    assertThat(follower.subscription.next()).isEmpty();
  }

  @Test
  void whoIsBehindAsksForOnePageAtATimeAndIsWokenByIt() {
    log(7);
    fill();
    Follower slow = new Follower(1);
    assertThat(slow.subscription.next()).isEmpty();
    assertThat(slow.subscription.next()).isEmpty();
    assertThat(slow.asked).containsExactly(1L);
    slow.answer(logged.subList(1, 4));
    assertThat(slow.woken).hasValue(1);
    assertThat(seqs(slow.subscription.next())).isEqualTo(from(2, 4));
    assertThat(seqs(slow.subscription.next())).isEqualTo(from(5, 7));
    assertThat(slow.subscription.next()).isEmpty();
    assertThat(slow.asked).containsExactly(1L);
    assertThat(slow.subscription.ended()).isFalse();
  }

  @Test
  void anEmptyPageUnderWhoIsBehindMeansThatTheLogWasPruned() {
    log(7);
    fill();
    Follower slow = new Follower(1);
    assertThat(slow.subscription.next()).isEmpty();
    slow.answer(List.of());
    assertThat(slow.woken).hasValue(1);
    assertThat(slow.subscription.ended()).isTrue();
  }

  @Test
  void whoClosesIsWokenNoMore() {
    Follower follower = new Follower(0);
    follower.subscription.close();
    log(1);
    fill();
    assertThat(follower.woken).hasValue(0);
  }
}
