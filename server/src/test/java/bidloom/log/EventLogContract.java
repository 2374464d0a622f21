package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Fence;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.store.Database;
import bidloom.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Guarantee G12: each event once, in order, from any cursor on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventLogContract {
  final LogFixture fixture = new LogFixture(fresh());

  abstract TestDatabase fresh();

  @AfterAll
  void close() {
    fixture.close();
  }

  private static List<Long> from(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Long> seqs(List<Frame> frames) {
    return frames.stream().map(Frame::seq).toList();
  }

  private static void await(Semaphore ready) throws InterruptedException {
    assertThat(ready.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  private List<Long> read(Run run, long after) throws InterruptedException {
    return new Reader(fixture.log, run, after).call();
  }

  @Test
  void anEndedLogIsReplayedFromAnyCursor() throws InterruptedException {
    Run run = fixture.newRun();
    fixture.tell(run, 50);
    fixture.end(run);
    Run ended = fixture.now(run);
    for (long after : new long[] {0, 1, 7, 8, 9, 34, 35, 36, 49, 50}) {
      assertThat(read(ended, after)).as("after %d", after).isEqualTo(from(after + 1, 51));
    }
    assertThat(fixture.log.subscriberCount()).isZero();
  }

  @Test
  void aLiveSubscriberSeesWhatIsAppended() throws Exception {
    Run run = fixture.newRun();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<List<Long>> live = threads.submit(new Reader(fixture.log, run, 0));
      fixture.tell(run, 40);
      fixture.end(run);
      assertThat(live.get(30, TimeUnit.SECONDS)).isEqualTo(from(1, 41));
    }
  }

  @Test
  void aSubscriberThatLagsBehindTheTailReadsTheLogInPages() throws InterruptedException {
    Run run = fixture.newRun();
    Semaphore ready = new Semaphore(0);
    try (Subscription slow = fixture.log.subscribe(run, 0, ready::release)) {
      fixture.tell(run, 60);
      fixture.end(run);
      assertThat(read(fixture.now(run), 0)).hasSize(61);
      List<Long> seen = new ArrayList<>();
      while (!slow.ended()) {
        List<Frame> frames = slow.next();
        assertThat(frames.size()).isLessThanOrEqualTo(16);
        frames.forEach(frame -> seen.add(frame.seq()));
        if (frames.isEmpty()) {
          await(ready);
        }
      }
      assertThat(seen).isEqualTo(from(1, 61));
    }
  }

  @Test
  void whoeverJoinsDuringAppendsMissesNothing() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Run run = fixture.newRun();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Long> cursors = new ArrayList<>();
      List<Future<List<Long>>> readers = new ArrayList<>();
      long appended = 0;
      for (int round = 0; round < 20; round++) {
        int more = random.nextInt(12);
        fixture.tell(run, more);
        appended += more;
        long after = random.nextLong(appended + 1);
        cursors.add(after);
        Callable<List<Long>> reader =
            new Reader(fixture.log, random.nextBoolean() ? run : fixture.now(run), after);
        readers.add(threads.submit(reader));
      }
      fixture.end(run);
      for (int i = 0; i < readers.size(); i++) {
        assertThat(readers.get(i).get(30, TimeUnit.SECONDS))
            .as("seed %d, reader %d", seed, i)
            .isEqualTo(from(cursors.get(i) + 1, appended + 1));
      }
    }
    assertThat(fixture.log.subscriberCount()).isZero();
  }

  @Test
  void anotherNodeSeesTheEventsWhenItPolls() throws Exception {
    Run run = fixture.newRun();
    fixture.tell(run, 1);
    Semaphore woken = new Semaphore(0);
    try (Database there = fixture.home.open();
        EventLog elsewhere = LogFixture.log(there);
        Subscription subscription = elsewhere.subscribe(fixture.now(run), 0, woken::release)) {
      await(woken);
      assertThat(seqs(subscription.next())).isEqualTo(from(1, 1));
      fixture.tell(run, 20);
      fixture.end(run);
      assertThat(subscription.next()).isEmpty();
      elsewhere.poll();
      List<Long> seen = new ArrayList<>();
      while (!subscription.ended()) {
        await(woken);
        List<Long> more = seqs(subscription.next());
        while (!more.isEmpty()) {
          seen.addAll(more);
          more = seqs(subscription.next());
        }
      }
      assertThat(seen).isEqualTo(from(2, 22));
    }
  }

  @Test
  void whoLeavesTakesNothingFromTheOthersAndTheLastLeavesNothingToPoll()
      throws InterruptedException {
    Run run = fixture.newRun();
    fixture.tell(run, 1);
    Semaphore woken = new Semaphore(0);
    try (EventLog log = LogFixture.log(fixture.database)) {
      Subscription staying = log.subscribe(fixture.now(run), 0, woken::release);
      log.subscribe(run, 0, () -> {}).close();
      await(woken);
      assertThat(seqs(staying.next())).isEqualTo(from(1, 1));
      LogFixture.tell(log, run, 1);
      await(woken);
      assertThat(seqs(staying.next())).isEqualTo(from(2, 2));
      staying.close();
      fixture.database.setReadsFail(true);
      assertThatCode(log::poll).doesNotThrowAnyException();
    } finally {
      fixture.database.setReadsFail(false);
    }
  }

  @Test
  void aReadThatFailsIsMadeUpForAtTheNextPoll() throws Exception {
    Run run = fixture.newRun();
    Semaphore ready = new Semaphore(0);
    try (Subscription subscription = fixture.log.subscribe(run, 0, ready::release)) {
      fixture.database.setReadsFail(true);
      fixture.tell(run, 3);
      assertThat(subscription.next()).isEmpty();
      fixture.database.setReadsFail(false);
      fixture.log.poll();
      List<Long> seen = new ArrayList<>();
      while (seen.size() < 3) {
        await(ready);
        subscription.next().forEach(frame -> seen.add(frame.seq()));
      }
      assertThat(seen).isEqualTo(from(1, 3));
    } finally {
      fixture.database.setReadsFail(false);
    }
  }

  @Test
  void aStreamWhoseLogIsPrunedBeforeItsEndWasReadEnds() throws InterruptedException {
    Run run = fixture.newRun();
    fixture.tell(run, 3);
    fixture.end(run);
    Run ended = fixture.now(run);
    fixture.prune(run);
    Semaphore ready = new Semaphore(0);
    try (Subscription subscription = fixture.log.subscribe(ended, 3, ready::release)) {
      while (!subscription.ended()) {
        assertThat(subscription.next()).isEmpty();
        assertThat(ready.tryAcquire(30, TimeUnit.SECONDS)).as("a sign of its end").isTrue();
      }
    }
  }

  @Test
  void anAppendUnderALostFenceFailsAloneAndLeavesNothing() throws InterruptedException {
    Run run = fixture.newRun();
    RunEvent.Draft draft = new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, Map.of());
    var fenced = fixture.log.append(new Fence(run.id(), 2), draft);
    var held = fixture.tell(run);
    assertThatThrownBy(fenced::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(Refusal.Fenced.class);
    held.join();
    assertThat(fixture.log.page(run.id(), 0, 8)).extracting(RunEvent::seq).containsExactly(1L);
  }

  @Test
  void noMoreSubscribersAreServedThanTheLimit() {
    Run run = fixture.newRun();
    List<Subscription> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(fixture.log.subscribe(run, 0, () -> {}));
    }
    assertThatThrownBy(() -> fixture.log.subscribe(run, 0, () -> {}))
        .isInstanceOf(Refusal.Unavailable.class);
    assertThat(fixture.log.subscriberCount()).isEqualTo(40);
    all.forEach(Subscription::close);
    all.forEach(Subscription::close);
    assertThat(fixture.log.subscriberCount()).isZero();
    fixture.log.subscribe(run, 0, () -> {}).close();
  }

  @Test
  void aPageThatCanNotBeReadForALaggardIsReadAgainLater() throws InterruptedException {
    Run run = fixture.newRun();
    fixture.tell(run, 20);
    Semaphore ready = new Semaphore(0);
    BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
    try (EventLog log = LogFixture.log(fixture.database, later::add);
        Subscription slow = log.subscribe(fixture.now(run), 0, ready::release)) {
      await(ready);
      fixture.database.setReadsFail(true);
      assertThat(slow.next()).isEmpty();
      Runnable again = later.poll(30, TimeUnit.SECONDS);
      fixture.database.setReadsFail(false);
      assertThat(again).isNotNull();
      again.run();
      List<Frame> frames = slow.next();
      while (frames.isEmpty()) {
        await(ready);
        frames = slow.next();
      }
      assertThat(frames).extracting(Frame::seq).isEqualTo(from(1, 8));
    } finally {
      fixture.database.setReadsFail(false);
    }
  }

  @Test
  void aPageIsNoLargerThanTheBound() throws InterruptedException {
    Run run = fixture.newRun();
    fixture.tell(run, 20);
    assertThat(fixture.log.page(run.id(), 2, 500)).extracting(RunEvent::seq).isEqualTo(from(3, 10));
    assertThat(fixture.log.page(run.id(), 2, 0)).extracting(RunEvent::seq).containsExactly(3L);
  }

  @Test
  void aClosedLogTakesNothingIn() {
    Run run = fixture.newRun();
    EventLog closed = LogFixture.log(fixture.database);
    closed.close();
    assertThatThrownBy(() -> LogFixture.tell(closed, run, 1))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void aFrameIsAServerSentEventWhoseIdIsItsNumber() throws InterruptedException {
    Run run = fixture.newRun();
    fixture.tell(run, 1);
    RunEvent event = fixture.log.page(run.id(), 0, 8).getFirst();
    assertThat(new String(Frame.of(event).bytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "id: 1\nevent: agent-progress\ndata: {\"at\":\"%s\",\"message\":\"on it\",\"seq\":1,\"type\":\"agent-progress\"}\n\n"
                .formatted(event.at()));
  }
}
