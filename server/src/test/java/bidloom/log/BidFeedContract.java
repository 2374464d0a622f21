package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Checkpoint;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.Profile;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.store.BidStore;
import bidloom.store.CheckpointStore;
import bidloom.store.RunStore;
import bidloom.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Guarantee G12 for the revisions of a bid, and the newest run beside them. */
abstract class BidFeedContract extends FeedFixture {
  private static final int WRITES = 40;

  private static List<Long> from(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void withoutACursorTheFirstFrameBearsTheVersionAndOnlyWhatComesFollows() throws Exception {
    BidId id = draft();
    step(id);
    try (Pull pull = follow(near, id)) {
      Pull.Event first = pull.until("presence");
      assertThat(pull.seen.getFirst()).isEqualTo(first);
      assertThat(first.id()).contains(2L);
      step(id);
      assertThat(pull.untilVersion(3).id()).contains(3L);
      assertThat(pull.versions()).containsExactly(3L);
      assertThat(pull.seen.stream().filter(event -> event.type().equals("presence")).skip(1))
          .allMatch(event -> event.id().isEmpty());
    }
  }

  @Test
  void fromACursorOnEveryRevisionIsSeenOnceAndInOrder() throws Exception {
    BidId id = draft();
    for (int i = 0; i < 20; i++) {
      step(id);
    }
    for (long after : new long[] {0, 1, 3, 4, 5, 12, 13, 20, 21}) {
      try (Pull pull = follow(near, id, after)) {
        assertThat(pull.until("presence").id()).isEmpty();
        step(id);
        pull.untilVersion(near.version(id));
        assertThat(pull.versions())
            .as("after %d", after)
            .isEqualTo(from(after + 1, near.version(id)));
      }
    }
    assertThat(near.subscriberCount()).isZero();
  }

  @Test
  void aRevisionSaysWhoChangedWhatFromWhichToWhichValue() throws Exception {
    BidId id = draft();
    try (Pull pull = follow(near, id)) {
      step(database, id, Map.of("title", "Road signs, lot 2"));
      Pull.Event revision = pull.until("revision");
      assertThat(revision.get("actor")).isEqualTo("user:ada");
      assertThat(revision.get("reason")).isEqualTo("edited");
      assertThat(revision.get("at")).isEqualTo(clock.now().toString());
      assertThat(revision.get("changes"))
          .isEqualTo(
              List.of(
                  Map.of("field", "title", "before", "Road signs", "after", "Road signs, lot 2")));
    }
  }

  @Test
  void aNoticeAndAnyLargeValueAreLeftOutAndSaidToBe() throws Exception {
    BidId id = draft();
    try (Pull pull = follow(near, id)) {
      step(
          database,
          id,
          Map.of("rawInput", "x".repeat(500_000), "source", "y".repeat(20_000), "stage", "open"));
      assertThat(pull.until("revision").get("changes"))
          .isEqualTo(
              List.of(
                  Map.of("field", "rawInput", "omitted", true),
                  Map.of("field", "source", "omitted", true),
                  Map.of("field", "stage", "after", "open")));
    }
  }

  @Test
  void whoeverComesGoesAndComesBackDuringWritesMissesNothing() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    BidId id = draft();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<List<Long>>> readers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        readers.add(threads.submit(new Visitor(id, random.nextLong(), 1 + 3L * WRITES)));
      }
      for (int writer = 0; writer < 3; writer++) {
        threads.execute(() -> LongStream.range(0, WRITES).forEach(i -> step(id)));
      }
      for (Future<List<Long>> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS))
            .as("seed %d", seed)
            .isEqualTo(from(2, 1 + 3L * WRITES));
      }
    }
    assertThat(near.subscriberCount()).isZero();
  }

  /** Reads a few revisions at a time, and resumes where it was, until it has seen the last. */
  private final class Visitor implements Callable<List<Long>> {
    private final BidId id;
    private final Random random;
    private final long last;

    Visitor(BidId id, long seed, long last) {
      this.id = id;
      this.random = new Random(seed);
      this.last = last;
    }

    @Override
    public List<Long> call() throws InterruptedException {
      List<Long> seen = new ArrayList<>();
      long cursor = 1;
      while (cursor < last) {
        long wanted = Math.min(last, cursor + 1 + random.nextInt(30));
        try (Pull pull = follow(near, id, cursor)) {
          pull.untilVersion(wanted);
          seen.addAll(pull.versions());
          cursor = seen.getLast();
        }
      }
      return seen;
    }
  }

  @Test
  void whatIsCommittedBetweenTheLookAtTheVersionAndTheSubscriptionIsSeen() throws Exception {
    BidId id = draft();
    Feeds.From now = new Feeds.From.Now(far.version(id));
    step(id);
    try (Pull pull = new Pull(ready -> far.bid(id, now, ADA, "tab", ready))) {
      pull.untilVersion(2);
      assertThat(pull.seen.getFirst().id()).contains(1L);
    }
  }

  @Test
  void anotherNodeSeesEveryRevisionWhenItPolls() throws Exception {
    BidId id = draft();
    try (Pull pull = settled(far, id)) {
      for (int i = 0; i < 10; i++) {
        step(id);
      }
      far.poll();
      pull.untilVersion(11);
      assertThat(pull.versions()).isEqualTo(from(2, 11));
    }
  }

  @Test
  void aReadThatFailsIsMadeUpForAtTheNextPoll() throws Exception {
    BidId id = draft();
    try (Pull pull = settled(near, id)) {
      failReads(() -> step(id));
      assertThat(pull.now()).isEmpty();
      near.poll();
      pull.untilVersion(2);
    }
  }

  @Test
  void aSlowReaderReadsPagesAndTheNewestOfTheRest() throws Exception {
    BidId id = draft();
    try (Pull slow = follow(near, id);
        Pull quick = follow(near, id, BOB, "tab")) {
      slow.until("presence");
      for (int i = 0; i < 30; i++) {
        step(id);
      }
      quick.untilVersion(31);
      slow.untilVersion(31);
      assertThat(slow.versions()).isEqualTo(from(2, 31));
    }
  }

  @Test
  void aRunIsSeenFromItsStartOverItsAgentsToItsEnd() throws Exception {
    BidId id = draft();
    Fence fence = new Fence(new RunId("run-" + id), 1);
    try (Pull pull = follow(near, id);
        Pull elsewhere = follow(far, id)) {
      elsewhere.until("presence");
      start(id, fence);
      assertThat(pull.until("run").data())
          .containsEntry("runId", fence.runId().value())
          .containsEntry("kind", "extraction")
          .containsEntry("state", "running")
          .containsEntry("startedBy", "user:ada")
          .containsEntry("finishedAgents", 0);
      finishAnAgent(fence);
      assertThat(pull.until("run").get("finishedAgents")).isEqualTo(1);
      far.poll();
      assertThat(elsewhere.until("run").get("finishedAgents")).isEqualTo(1);
      end(id, fence);
      assertThat(pull.until("run").get("state")).isEqualTo("failed");
      far.poll();
      assertThat(elsewhere.until("run").get("state")).isEqualTo("failed");
      assertThat(pull.seen.stream().filter(e -> e.type().equals("run")))
          .allMatch(event -> event.id().isEmpty());
    }
    try (Pull late = follow(near, id)) {
      assertThat(late.until("run").get("state")).isEqualTo("failed");
    }
  }

  private void start(BidId id, Fence fence) {
    database.write(
        tx -> {
          runs.claim(
              tx,
              new RunStore.Claim(
                  fence.runId(), id, RunKind.EXTRACTION, "node", Duration.ofHours(1), ADA));
          Bid bid = new BidStore(database).find(tx, id).orElseThrow();
          runs.base(tx, fence.runId(), Run.Base.of(bid, Set.of("title"), Profile.SAMPLE));
          touch(tx, id);
          return id;
        });
  }

  private void touch(Tx tx, BidId id) {
    Bid bid = new BidStore(database).lock(tx, id).orElseThrow();
    new BidStore(database).swap(tx, bid, Edit.NONE, bid.status(), ADA, "run");
  }

  private void finishAnAgent(Fence fence) {
    database.write(
        tx -> {
          runs.hold(tx, fence);
          return new CheckpointStore()
              .insert(tx, new Checkpoint(fence.runId(), "reader", fence.epoch(), false, Map.of()));
        });
  }

  private void end(BidId id, Fence fence) {
    database.write(
        tx -> {
          runs.hold(tx, fence);
          touch(tx, id);
          return runs.close(tx, fence, RunState.FAILED, Optional.empty(), Optional.empty());
        });
  }

  @Test
  void aBidThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> near.version(new BidId("nowhere")))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void noMoreStreamsAreServedThanTheLimit() {
    BidId id = draft();
    List<Pull> all = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      all.add(follow(near, id));
    }
    all.add(new Pull(near::board));
    assertThatThrownBy(() -> follow(near, id)).isInstanceOf(Refusal.Unavailable.class);
    assertThatThrownBy(() -> new Pull(near::board)).isInstanceOf(Refusal.Unavailable.class);
    all.forEach(Pull::close);
    all.forEach(Pull::close);
    assertThat(near.subscriberCount()).isZero();
  }
}
