package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.agents.Agent;
import bidloom.agents.AgentFailure;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.Bid;
import bidloom.domain.BidStatus;
import bidloom.domain.Checkpoint;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import bidloom.store.TestSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs worked on by nodes that stall, die and come back: G6, G9 and G11, on a clock set by hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WorkerContract {
  private static final Duration LEASE = Settings.DEFAULTS.lease();

  private final TestDatabase home = fresh();
  private final TestClock clock = new TestClock();
  private final Deque<Site> sites = new ArrayDeque<>();

  abstract TestDatabase fresh();

  @AfterEach
  void closeAll() {
    while (!sites.isEmpty()) {
      sites.pop().close();
    }
    // What was handed back must not be taken up by the next test's reaper: it has another plan.
    Site last = new Site(home, clock, "sweeper", settings(1, Duration.ofMinutes(1), 0), plan());
    last.worker.reap();
    last.awaitIdle();
    last.close();
  }

  private static Settings settings(int concurrentRuns, Duration runLimit, int attempts) {
    return TestSettings.with(
        Map.of("attempts", attempts, "runLimit", runLimit, "concurrentRuns", concurrentRuns));
  }

  private static Plan plan(Agent... agents) {
    return new Plan(
        List.of(agents),
        (task, outputs, failures) ->
            new Outcome(
                Map.of("requirements.keyRequirements", List.copyOf(outputs.keySet())),
                failures.keySet() + " failed",
                Map.of()));
  }

  private Site site(String owner, Agent... agents) {
    return site(owner, Settings.DEFAULTS, plan(agents));
  }

  private Site site(String owner, Settings settings, Plan plan) {
    Site site = new Site(home, clock, owner, settings, plan);
    sites.push(site);
    return site;
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void agentsWorkAtTheSameTime() throws InterruptedException {
    CyclicBarrier together = new CyclicBarrier(3);
    ScriptedAgent.Script meet =
        call -> {
          try {
            together.await(30, TimeUnit.SECONDS);
          } catch (BrokenBarrierException | TimeoutException alone) {
            throw new AgentFailure("alone", "The others did not come.");
          }
        };
    Site site =
        site(
            "a",
            ScriptedAgent.of("x", meet),
            ScriptedAgent.of("y", meet),
            ScriptedAgent.of("z", meet));
    Run ended = site.awaitEnd(site.start());
    assertThat(ended.state()).isEqualTo(RunState.COMMITTED);
    assertThat(site.bid(ended.bidId()).field("requirements.keyRequirements"))
        .contains(List.of("x", "y", "z"));
  }

  @Test
  void anAgentThatFailsOrBreaksDoesNotFailItsSiblings() throws InterruptedException {
    Site site =
        site(
            "a",
            ScriptedAgent.of(
                "fails",
                call -> {
                  throw new AgentFailure("unreadable", "Can't read it.");
                }),
            ScriptedAgent.of(
                "breaks",
                call -> {
                  throw new IllegalStateException("a bug");
                }),
            ScriptedAgent.quick("works"));
    Run ended = site.awaitEnd(site.start());
    assertThat(ended.state()).isEqualTo(RunState.COMMITTED);
    assertThat(site.runs.get(ended.id()).checkpoints())
        .extracting(Checkpoint::agent, Checkpoint::failed)
        .containsExactly(tuple("breaks", true), tuple("fails", true), tuple("works", false));
    assertThat(site.events(ended.id()).getLast().data())
        .containsEntry("message", "[breaks, fails] failed");
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }

  @Test
  void finishedAgentsAreNotRepeatedAfterATakeoverAndALateOwnerWritesNothing()
      throws InterruptedException {
    ScriptedAgent quick = ScriptedAgent.quick("quick");
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site paused = site("paused", quick, slow);
    Site heir = site("heir", quick, slow);
    Run run = paused.start();
    paused.awaitCompletionOf(run, "quick");
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    Run ended = heir.awaitEnd(run);
    assertThat(ended.state()).isEqualTo(RunState.COMMITTED);
    assertThat(ended.attempt()).isEqualTo(2);
    assertThat(quick.calls()).isEqualTo(1);
    assertThat(slow.calls()).isEqualTo(2);
    Bid bid = heir.bid(run.bidId());
    List<RunEvent> events = heir.events(run.id());
    slow.goOn.countDown();
    paused.awaitIdle();
    assertThat(heir.bid(run.bidId())).isEqualTo(bid);
    assertThat(heir.events(run.id())).isEqualTo(events);
    assertThat(heir.run(run.id())).isEqualTo(ended);
    assertThat(events).filteredOn(event -> event.type().terminal()).hasSize(1);
  }

  @Test
  void aHeartbeatThatFindsTheRunGoneStopsItsWork() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site former = site("former", slow);
    Site heir = site("heir", slow);
    Run run = former.start();
    await(slow.working);
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    heir.awaitEnd(run);
    assertThat(slow.interrupted.getCount()).isEqualTo(1);
    former.worker.beat();
    await(slow.interrupted);
    former.awaitIdle();
  }

  @Test
  void heartbeatsKeepALeaseForAsLongAsTheWorkTakes() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site owner = site("owner", slow);
    Site other = site("other", slow);
    Run run = owner.start();
    await(slow.working);
    for (int i = 0; i < 5; i++) {
      clock.advance(LEASE.minusSeconds(5));
      owner.worker.beat();
      other.worker.reap();
    }
    slow.goOn.countDown();
    Run ended = owner.awaitEnd(run);
    assertThat(ended.state()).isEqualTo(RunState.COMMITTED);
    assertThat(ended.lease().epoch()).isEqualTo(1);
  }

  @Test
  void withoutTheDatabaseWorkGoesOnUntilTheConfirmedEndAndNoFurther() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site site = site("a", slow);
    site.start();
    await(slow.working);
    site.database.setDown(true);
    clock.advance(LEASE.minusMillis(1));
    site.worker.beat();
    assertThat(slow.interrupted.getCount()).isEqualTo(1);
    assertThat(site.worker.active()).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    site.worker.beat();
    await(slow.interrupted);
    site.awaitIdle();
    site.database.setDown(false);
  }

  @Test
  void whatANodeFinishesWhileItIsCutOffIsNotWrittenOnceAnotherHasTheRun()
      throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site cutOff = site("cut off", slow);
    Site heir = site("heir", slow);
    Run run = cutOff.start();
    await(slow.working);
    cutOff.database.setDown(true);
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    Run ended = heir.awaitEnd(run);
    List<RunEvent> events = heir.events(run.id());
    slow.goOn.countDown();
    cutOff.awaitIdle();
    cutOff.database.setDown(false);
    assertThat(ended.state()).isEqualTo(RunState.COMMITTED);
    assertThat(heir.events(run.id())).isEqualTo(events);
    assertThat(heir.run(run.id())).isEqualTo(ended);
  }

  @Test
  void aNodeWhoseClockStandsStillBelievesInItsLeaseAndIsFencedAllTheSame()
      throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    long stopped = clock.nanos();
    Site wrong = new Site(home, clock, () -> stopped, "wrong", Settings.DEFAULTS, plan(slow));
    sites.push(wrong);
    Site heir = site("heir", slow);
    Run run = wrong.start();
    await(slow.working);
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    Run ended = heir.awaitEnd(run);
    List<RunEvent> events = heir.events(run.id());
    slow.goOn.countDown();
    wrong.awaitIdle();
    assertThat(ended.lease()).matches(lease -> lease.owner().equals("heir") && lease.epoch() == 2);
    assertThat(heir.run(run.id())).isEqualTo(ended);
    assertThat(heir.events(run.id())).isEqualTo(events);
  }

  @Test
  void aNodeWhoseClockRunsAheadGivesUpEarlyAndLosesNoWork() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    AtomicLong ahead = new AtomicLong();
    Site hasty =
        new Site(
            home,
            clock,
            () -> clock.nanos() + ahead.get(),
            "hasty",
            Settings.DEFAULTS,
            plan(slow, ScriptedAgent.quick("quick")));
    sites.push(hasty);
    Run run = hasty.start();
    await(slow.working);
    hasty.awaitCompletionOf(run, "quick");
    hasty.database.setDown(true);
    ahead.set(LEASE.toNanos());
    hasty.worker.beat();
    await(slow.interrupted);
    hasty.awaitIdle();
    hasty.database.setDown(false);
    hasty.worker.reap();
    assertThat(hasty.run(run.id()).state()).isEqualTo(RunState.RUNNING);
    clock.advance(LEASE.plusSeconds(1));
    hasty.worker.reap();
    assertThat(hasty.awaitEnd(run).state()).isEqualTo(RunState.COMMITTED);
    assertThat(hasty.runs.get(run.id()).checkpoints())
        .extracting(Checkpoint::agent, Checkpoint::epoch)
        .containsExactly(tuple("quick", 1L), tuple("slow", 2L));
  }

  @Test
  void aCancelStopsTheWorkOfThisNodeAtOnce() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    ScriptedAgent quick = ScriptedAgent.quick("quick");
    Site site = site("a", slow, quick);
    Run run = site.start();
    await(slow.working);
    site.awaitCompletionOf(run, "quick");
    site.runs.cancel(run.id(), Site.ADA).now();
    await(slow.interrupted);
    Run ended = site.awaitEnd(run);
    assertThat(ended.state()).isEqualTo(RunState.CANCELLED);
    assertThat(site.bid(run.bidId()).status()).isEqualTo(BidStatus.DRAFT);
    assertThat(site.runs.get(run.id()).checkpoints())
        .extracting(Checkpoint::agent)
        .containsExactly("quick");
  }

  @Test
  void aCancelWhileTheDatabaseIsAwayKeepsWhatWasFinished() throws InterruptedException {
    CountDownLatch away = new CountDownLatch(1);
    List<Thread> threads = new CopyOnWriteArrayList<>();
    ScriptedAgent.Script finishOnceItIsAway =
        call -> {
          threads.add(Thread.currentThread());
          away.await();
        };
    ScriptedAgent x = ScriptedAgent.of("x", finishOnceItIsAway);
    ScriptedAgent y = ScriptedAgent.of("y", finishOnceItIsAway);
    Site owner = site("owner", x, y);
    Run run = owner.start();
    await(x.working);
    await(y.working);
    owner.database.setDown(true);
    away.countDown();
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    }
    site("elsewhere").runs.cancel(run.id(), Site.ADA).now();
    owner.worker.cancel(run.id());
    owner.database.setDown(false);
    assertThat(owner.awaitEnd(run).state()).isEqualTo(RunState.CANCELLED);
    assertThat(owner.runs.get(run.id()).checkpoints())
        .extracting(Checkpoint::agent)
        .containsExactly("x", "y");
  }

  @Test
  void aCancelElsewhereStopsTheWorkAtTheNextHeartbeat() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site owner = site("owner", slow);
    Site elsewhere = site("elsewhere", slow);
    Run run = owner.start();
    await(slow.working);
    elsewhere.runs.cancel(run.id(), Site.ADA).now();
    assertThat(slow.interrupted.getCount()).isEqualTo(1);
    owner.worker.beat();
    await(slow.interrupted);
    assertThat(owner.awaitEnd(run).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aCancelWhoseOwnerDiedIsDoneByTheHeir() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site dead = site("dead", slow);
    Site heir = site("heir", slow);
    Run run = dead.start();
    await(slow.working);
    heir.runs.cancel(run.id(), Site.ADA).now();
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    assertThat(heir.awaitEnd(run).state()).isEqualTo(RunState.CANCELLED);
    assertThat(slow.calls()).isEqualTo(1);
  }

  @Test
  void afterTheLastAttemptARunFailsAndKeepsItsOutputs() throws InterruptedException {
    ScriptedAgent quick = ScriptedAgent.quick("quick");
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Settings once = settings(4, Duration.ofMinutes(1), 1);
    Site first = site("first", once, plan(quick, slow));
    Site second = site("second", once, plan(quick, slow));
    Run run = first.start();
    first.awaitCompletionOf(run, "quick");
    clock.advance(LEASE.plusSeconds(1));
    second.worker.reap();
    Run ended = second.awaitEnd(run);
    assertThat(ended.state()).isEqualTo(RunState.FAILED);
    assertThat(ended.failure().orElseThrow().code()).isEqualTo("attempts-exhausted");
    assertThat(second.bid(run.bidId()).status()).isEqualTo(BidStatus.DRAFT);
    assertThat(second.runs.get(run.id()).checkpoints())
        .extracting(Checkpoint::agent)
        .containsExactly("quick");
  }

  @Test
  void aRunThatTakesTooLongFails() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site site = site("a", settings(4, Duration.ofMillis(50), 3), plan(slow));
    Run ended = site.awaitEnd(site.start());
    assertThat(ended.failure().orElseThrow().code()).isEqualTo("time-limit");
    await(slow.interrupted);
  }

  @Test
  void aNodeThatShutsDownHandsItsRunsBackAtOnce() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site leaving = site("leaving", slow);
    Site heir = site("heir", slow);
    Run run = leaving.start();
    await(slow.working);
    leaving.worker.close();
    await(slow.interrupted);
    heir.worker.reap();
    assertThat(heir.awaitEnd(run).state()).isEqualTo(RunState.COMMITTED);
  }

  @Test
  void aRunThatWaitsForAPlaceKeepsItsLease() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site busy = site("busy", settings(1, Duration.ofMinutes(1), 3), plan(slow));
    Site other = site("other", slow);
    Run first = busy.start();
    await(slow.working);
    Run second = busy.start();
    for (int i = 0; i < 3; i++) {
      clock.advance(LEASE.minusSeconds(5));
      busy.worker.beat();
      other.worker.reap();
    }
    assertThat(slow.calls()).isEqualTo(1);
    slow.goOn.countDown();
    assertThat(busy.awaitEnd(first).lease().owner()).isEqualTo("busy");
    assertThat(busy.awaitEnd(second).lease())
        .matches(lease -> lease.owner().equals("busy") && lease.epoch() == 1);
  }

  @Test
  void aNodeOnWhichAsManyWaitAsMayStartsNoMoreUntilOneEnds() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Settings narrow = TestSettings.with(Map.of("concurrentRuns", 1, "waitingRuns", 1));
    Site busy = site("busy", narrow, plan(slow));
    Run first = busy.start();
    await(slow.working);
    Run second = busy.start();
    assertThatThrownBy(busy::start).isInstanceOf(Refusal.Unavailable.class);
    slow.goOn.countDown();
    busy.awaitEnd(first);
    busy.awaitEnd(second);
    busy.awaitIdle();
    assertThat(busy.awaitEnd(busy.start()).state()).isEqualTo(RunState.COMMITTED);
  }

  @Test
  void aRunThatIsCancelledWhileItWaitsEndsWithoutAPlace() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site busy = site("busy", settings(1, Duration.ofMinutes(1), 3), plan(slow));
    Run first = busy.start();
    await(slow.working);
    Run waiting = busy.start();
    busy.runs.cancel(waiting.id(), Site.ADA).now();
    assertThat(busy.awaitEnd(waiting).state()).isEqualTo(RunState.CANCELLED);
    assertThat(slow.calls()).isEqualTo(1);
    slow.goOn.countDown();
    assertThat(busy.awaitEnd(first).state()).isEqualTo(RunState.COMMITTED);
  }

  @Test
  void aHandBackCountsAsNoAttempt() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Settings once = settings(4, Duration.ofMinutes(1), 1);
    Site leaving = site("leaving", once, plan(slow));
    Site heir = site("heir", once, plan(slow));
    Run run = leaving.start();
    await(slow.working);
    leaving.worker.close();
    await(slow.interrupted);
    heir.worker.reap();
    Run ended = heir.awaitEnd(run);
    assertThat(ended.state()).isEqualTo(RunState.COMMITTED);
    assertThat(ended.lease().epoch()).isEqualTo(2);
    assertThat(ended.attempt()).isEqualTo(1);
  }

  @Test
  void aCommitWhoseReplyIsLostIsSettled() throws InterruptedException {
    Site[] site = new Site[1];
    Plan plan =
        new Plan(
            List.of(ScriptedAgent.quick("quick")),
            (task, outputs, failures) -> {
              site[0].database.loseReplies(1);
              return new Outcome(Map.of("requirements.language", "de"), "done", Map.of());
            });
    site[0] = site("a", Settings.DEFAULTS, plan);
    Run run = site[0].start();
    site[0].awaitIdle();
    assertThat(site[0].run(run.id()).state()).isEqualTo(RunState.COMMITTED);
    assertThat(site[0].database.repliesToLose()).isZero();
    assertThat(site[0].events(run.id())).filteredOn(event -> event.type().terminal()).hasSize(1);
  }

  /** What the owner of a run writes with, before it has written anything. */
  private Persistence persistence(Site site, Run run) {
    NodeTime time = new NodeTime(clock::nanos, NodeTime.SYSTEM.waiting());
    Lease lease = new Lease(run.fence(), time, clock.nanos() + LEASE.toNanos());
    return new Persistence(site.outcomes, lease);
  }

  @Test
  void aLostReplyIsTakenForDoneByItsOwnerAndByNobodyElse() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site site = site("a", slow);
    Run run = site.start();
    await(slow.working);
    Persistence persistence = persistence(site, run);
    Runnable end = () -> site.outcomes.fail(run.fence(), new Run.Failure("broken", "It broke."));
    site.database.loseReplies(1);
    persistence.settle(end);
    assertThat(site.run(run.id()).state()).isEqualTo(RunState.FAILED);
    assertThatThrownBy(() -> persistence.settle(end)).isInstanceOf(Refusal.Fenced.class);
  }

  @Test
  void aLostReplyThatCanNotBeLookedUpEndsTheWork() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site site = site("a", slow);
    Run run = site.start();
    await(slow.working);
    Persistence persistence = persistence(site, run);
    site.database.loseReplies(1);
    site.database.setReadsFail(true);
    Runnable end = () -> site.outcomes.fail(run.fence(), new Run.Failure("broken", "It broke."));
    assertThatThrownBy(() -> persistence.settle(end)).isInstanceOf(Refusal.Fenced.class);
    site.database.setReadsFail(false);
    assertThat(site.run(run.id()).state()).isEqualTo(RunState.FAILED);
  }
}
