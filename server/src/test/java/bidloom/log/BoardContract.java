package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.BidId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hints of every change, on every node, at the cost of one read for all who look. */
abstract class BoardContract extends FeedFixture {
  private static List<Map<String, Object>> data(Stream<Pull.Event> events) {
    return events.map(Pull.Event::data).toList();
  }

  private static Map<String, Object> hint(BidId id, int version) {
    return Map.of("bidId", id.value(), "version", version, "status", "draft");
  }

  private static Pull.Event untilHint(Pull board, BidId id, int version) throws Exception {
    return board.until(event -> event.data().equals(hint(id, version)));
  }

  @Test
  void aBoardIsToldOfNewBidsAndOfChangesAndOfNothingBefore() throws Exception {
    BidId before = draft();
    try (Pull board = new Pull(near::board)) {
      near.poll();
      BidId id = draft();
      untilHint(board, id, 1);
      step(id);
      Pull.Event hint = untilHint(board, id, 2);
      assertThat(hint.type()).isEqualTo("bid");
      assertThat(hint.id()).isEmpty();
      near.poll();
      assertThat(board.now()).as("what was told is not told again").isEmpty();
      assertThat(board.seen).noneMatch(event -> event.get("bidId").equals(before.value()));
    }
    assertThat(near.subscriberCount()).isZero();
  }

  @Test
  void aBoardOnAnotherNodeIsToldWhenItPolls() throws Exception {
    BidId id = draft();
    try (Pull board = new Pull(far::board)) {
      clock.advance(SECOND);
      step(id);
      BidId other = draft();
      far.poll();
      untilHint(board, id, 2);
      assertThat(data(board.seen.stream())).contains(hint(other, 1)).hasSize(2);
      far.poll();
      assertThat(board.now()).isEmpty();
    }
  }

  @Test
  void aChangeThatIsCommittedLongAfterItsTimeIsNotMissed() throws Exception {
    BidId late = draft();
    BidId early = draft();
    try (Pull board = new Pull(far::board)) {
      clock.advance(Duration.ofSeconds(20));
      step(early);
      far.poll();
      untilHint(board, early, 2);
      far.poll();
      clock.advance(Duration.ofSeconds(-20)); // as if its transaction had begun then
      step(late);
      clock.advance(Duration.ofSeconds(25));
      far.poll();
      untilHint(board, late, 2);
    }
  }

  @Test
  void manyChangesAtOnceOnAnotherNodeAreAllFound() throws Exception {
    List<BidId> ids = new ArrayList<>();
    try (Pull board = new Pull(far::board)) {
      for (int i = 0; i < 4; i++) {
        ids.add(draft());
      }
      far.poll();
      far.poll();
      assertThat(data(board.now().stream()))
          .containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> hint(id, 1)).toList());
    }
  }

  @Test
  void aSlowReaderFindsOneHintForManyChangesOfABid() throws Exception {
    BidId id = draft();
    BidId other = draft();
    try (Pull slow = new Pull(near::board);
        Pull quick = new Pull(near::board)) {
      for (int i = 0; i < 10; i++) {
        untilHint(quick, id, (int) step(id));
      }
      untilHint(quick, other, (int) step(other));
      assertThat(data(slow.now().stream())).containsExactly(hint(id, 11), hint(other, 2));
    }
  }

  @Test
  void whoFallsBehindAllThatIsKeptIsToldToReadTheListAgainOnce() throws Exception {
    try (Pull slow = new Pull(near::board);
        Pull quick = new Pull(near::board)) {
      for (int i = 0; i < 8; i++) {
        untilHint(quick, draft(), 1);
      }
      assertThat(slow.now()).extracting(Pull.Event::type).containsExactly("refetch");
      BidId next = draft();
      untilHint(slow, next, 1);
      assertThat(slow.seen).hasSize(2);
    }
  }

  @Test
  void aChangeCostsOneReadHoweverManyLook() throws Exception {
    BidId id = draft();
    List<Pull> boards = IntStream.range(0, 20).mapToObj(i -> new Pull(near::board)).toList();
    int before = database.reads();
    step(id);
    for (Pull board : boards) {
      untilHint(board, id, 2);
    }
    assertThat(database.reads() - before).isEqualTo(1);
    boards.forEach(Pull::close);
  }

  @Test
  void aReadThatFailsIsMadeUpForAtTheNextPoll() throws Exception {
    BidId id = draft();
    try (Pull board = new Pull(near::board)) {
      failReads(() -> step(id));
      assertThat(board.now()).isEmpty();
      near.poll();
      untilHint(board, id, 2);
    }
  }

  @Test
  void whatHappensBetweenTwoReadersIsNotToldToTheSecond() throws Exception {
    BidId id = draft();
    try (Pull first = new Pull(near::board)) {
      untilHint(first, id, (int) step(id));
    }
    step(id);
    try (Pull second = new Pull(near::board)) {
      near.poll();
      assertThat(second.now()).isEmpty();
      untilHint(second, id, (int) step(id));
      assertThat(second.seen).hasSize(1);
    }
  }
}
