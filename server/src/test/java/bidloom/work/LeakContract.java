package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.agents.AgentFailure;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.BidId;
import bidloom.domain.Run;
import bidloom.domain.Settings;
import bidloom.service.Verification;
import bidloom.store.Inspection;
import bidloom.store.Race;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import bidloom.store.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** After a storm nothing is held any more: no lease, subscriber, tail, connection or thread. */
abstract class LeakContract {
  private static final int PEOPLE = 6;
  private static final int ROUNDS = 20;
  private static final long PATIENCE_SECONDS = 30;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final TestClock clock = new TestClock();

  abstract TestDatabase fresh();

  /** Of three agents one is quick, one fails now and then, one often works until it is stopped. */
  private static Plan plan() {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedAgent slow =
        ScriptedAgent.of(
            "slow",
            call -> {
              if (call % 3 != 0) {
                never.await();
              }
            });
    ScriptedAgent moody =
        ScriptedAgent.of(
            "moody",
            call -> {
              if (call % 5 == 0) {
                throw new AgentFailure("moody", "On purpose.");
              }
            });
    return new Plan(
        List.of(ScriptedAgent.quick("quick"), slow, moody),
        (task, outputs, failures) -> new Outcome(Map.of(), "done", Map.of()));
  }

  /** No more streams than one person would have open, so that some are turned away. */
  private static Settings settings() {
    return TestSettings.with(
        Map.of("subscribers", Storm.FOLLOWED, "pageEvents", 2, "tailEvents", 2));
  }

  @Test
  void afterAStormNothingIsHeldAnyMore() throws Exception {
    Map<Long, String> before = LiveThreads.now();
    TestDatabase home = fresh();
    Site site = new Site(home, clock, "node", settings(), plan());
    site.worker.start();
    blow(site, home);
    await(
        "virtual threads",
        () -> LiveThreads.since(before).values().stream().noneMatch(LiveThreads::isVirtual));
    site.close();
    await("threads", () -> LiveThreads.since(before).isEmpty());
    await("connections", home::isLetGo);
  }

  private void blow(Site site, TestDatabase home) throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    Storm storm = new Storm(site, clock, seed);
    site.database.loseReplies(1); // whatever the weather
    assertThat(Race.of(storm.people(PEOPLE, ROUNDS))).as("seed %d", seed).containsOnly(ROUNDS);
    assertThat(storm.started).hasValueGreaterThanOrEqualTo(PEOPLE * ROUNDS);
    assertThat(storm.turnedAway).hasPositiveValue();
    assertThat(storm.failures).hasPositiveValue();
    calm(site, storm);
    assertThat(site.log.subscriberCount()).as("subscribers, seed %d", seed).isZero();
    assertNothingIsFollowed(site);
    assertEveryConnectionIsBack(site, home);
    try (Inspection inspection = home.inspect(clock)) {
      assertThat(Verification.of(inspection, Settings.DEFAULTS).results())
          .as("seed %d", seed)
          .flatExtracting(Verification.Result::findings)
          .isEmpty();
    }
  }

  /** Cancels what still runs, until every bid is at rest. */
  private void calm(Site site, Storm storm) throws Exception {
    site.database.loseReplies(0);
    // A run whose start nobody has heard of is worked on once its lease has expired.
    clock.advance(Settings.DEFAULTS.lease().plusSeconds(1));
    for (BidId bid : storm.bids()) {
      await(
          bid.value(),
          () -> {
            Optional<Run> active = site.bids.get(bid).activeRun();
            active.ifPresent(run -> site.runs.cancel(run.id(), Site.ADA).now());
            site.worker.beat();
            site.worker.reap();
            return active.isEmpty();
          });
    }
    await("leases", () -> site.worker.active() == 0);
  }

  /** A log that follows nothing asks the database nothing. */
  private static void assertNothingIsFollowed(Site site) {
    site.database.setDown(true);
    site.log.poll();
    site.database.setDown(false);
  }

  /** As many as there are connections read at the same time. */
  private static void assertEveryConnectionIsBack(Site site, TestDatabase home) throws Exception {
    CyclicBarrier all = new CyclicBarrier(home.readers());
    assertThat(Race.of(home.readers(), () -> site.database.read(tx -> meet(all))))
        .hasSize(home.readers());
  }

  private static int meet(CyclicBarrier all) {
    try {
      return all.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new AssertionError("a connection is missing", alone);
    }
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("still waiting for " + what);
      }
      NodeTime.SYSTEM.pause(PAUSE);
    }
  }
}
