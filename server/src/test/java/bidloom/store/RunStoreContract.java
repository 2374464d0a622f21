package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.BidId;
import bidloom.domain.Checkpoint;
import bidloom.domain.Fence;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Runs, leases, checkpoints and events: guarantees G4, G6 and G12 at the level of the store. */
abstract class RunStoreContract extends StoreFixture {
  private static final RunEvent.Draft TOLD =
      new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, Map.of("message", "on it"));

  @Test
  void ofManyClaimsAtOnceOneWins() throws InterruptedException {
    try (Database second = home.open(clock)) {
      RunStore there = new RunStore(second);
      for (int round = 0; round < 10; round++) {
        BidId bid = draft();
        Callable<Boolean> here = () -> claim(claimOf(bid, "here"));
        Callable<Boolean> elsewhere =
            () -> second.write(tx -> there.claim(tx, claimOf(bid, "elsewhere")));
        List<Boolean> won = Race.of(List.of(here, elsewhere, here, elsewhere));
        assertThat(won).containsOnlyOnce(true);
      }
    }
  }

  @Test
  void anEndedRunMakesRoomForTheNext() {
    BidId bid = draft();
    RunStore.Claim first = claimOf(bid, "node");
    assertThat(claim(first)).isTrue();
    assertThat(claim(claimOf(bid, "node"))).isFalse();
    assertThat(close(new Fence(first.id(), 1), RunState.FAILED)).isTrue();
    assertThat(claim(claimOf(bid, "node"))).isTrue();
  }

  @Test
  void aRunComesBackAsItWas() {
    BidId bid = draft(Map.of("title", "A", "source", "portal"));
    RunStore.Claim claim = claimOf(bid, "node");
    claim(claim);
    Run run = run(new Fence(claim.id(), 1));
    assertThat(run.base().version()).isEqualTo(1);
    assertThat(run.base().inputs()).isEqualTo(Map.of("title", "A"));
    assertThat(run.lease()).isEqualTo(new Run.Lease("node", 1, run.startedAt().plus(LEASE)));
    assertThat(run.startedBy()).isEqualTo(ADA);
    assertThat(run.endedAt()).isEmpty();
  }

  @Test
  void nothingIsWrittenUnderAnOlderEpoch() {
    Fence old = running("dead");
    Fence now = database.write(tx -> runs.seize(tx, old, "heir")).orElseThrow();
    assertThat(now.epoch()).isEqualTo(2);
    assertThat(database.<Optional<Run>>write(tx -> runs.hold(tx, old))).isEmpty();
    assertThat(
            database.<Optional<List<RunEvent>>>write(tx -> events.append(tx, old, List.of(TOLD))))
        .isEmpty();
    assertThat(close(old, RunState.FAILED)).isFalse();
    assertThat(database.<Optional<Fence>>write(tx -> runs.seize(tx, old, "dead"))).isEmpty();
    assertThat(run(now).state()).isEqualTo(RunState.RUNNING);
    assertThat(run(now).lastSeq()).isZero();
    assertThat(run(now).lease().owner()).isEqualTo("heir");
    assertThat(database.<Optional<Run>>write(tx -> runs.hold(tx, now))).isPresent();
  }

  @Test
  void nothingIsWrittenAfterTheEnd() {
    Fence fence = running("node");
    assertThat(close(fence, RunState.FAILED)).isTrue();
    assertThat(database.<Optional<Run>>write(tx -> runs.hold(tx, fence))).isEmpty();
    assertThat(
            database.<Optional<List<RunEvent>>>write(tx -> events.append(tx, fence, List.of(TOLD))))
        .isEmpty();
    assertThat(close(fence, RunState.COMMITTED)).isFalse();
    assertThat(database.<Optional<Fence>>write(tx -> runs.seize(tx, fence, "heir"))).isEmpty();
    assertThat(database.<Boolean>write(tx -> runs.requestCancel(tx, fence.runId(), ADA))).isFalse();
  }

  @Test
  void aHeartbeatRenewsTheNamedEpochsOfItsOwnerAlone() {
    Fence mine = running("node");
    Fence notNamed = running("node");
    Fence another = running("other");
    Fence seized = running("node");
    database.write(tx -> runs.seize(tx, seized, "node"));
    clock.advance(Duration.ofSeconds(5));
    List<RunStore.Renewed> renewed =
        database.writeUrgently(tx -> runs.renew(tx, "node", List.of(mine, another, seized), LEASE));
    assertThat(renewed).containsExactly(new RunStore.Renewed(mine, false));
    assertThat(run(mine).lease().until()).isEqualTo(clock.now().plus(LEASE));
    assertThat(run(notNamed).lease().until()).isBefore(clock.now().plus(LEASE));
    assertThat(run(another).lease().until()).isBefore(clock.now().plus(LEASE));
  }

  @Test
  void aHeartbeatTellsOfACancelAndTheFirstWhoAskedStands() {
    Fence fence = running("node");
    assertThat(database.<Boolean>write(tx -> runs.requestCancel(tx, fence.runId(), ADA))).isTrue();
    assertThat(
            database.<Boolean>write(
                tx -> runs.requestCancel(tx, fence.runId(), bidloom.domain.Actor.user("bo"))))
        .isFalse();
    assertThat(
            database.<List<RunStore.Renewed>>writeUrgently(
                tx -> runs.renew(tx, "node", Set.of(fence), LEASE)))
        .containsExactly(new RunStore.Renewed(fence, true));
    assertThat(run(fence).cancelBy()).contains(ADA);
  }

  @Test
  void onlyExpiredLeasesAreTakenOver() {
    drain();
    Fence expired = running("dead");
    clock.advance(LEASE.minusMillis(1));
    Fence fresh = running("alive");
    assertThat(takeOver("heir", 10)).isEmpty();
    clock.advance(Duration.ofMillis(2));
    List<Run> taken = takeOver("heir", 10);
    assertThat(taken).extracting(Run::fence).containsExactly(new Fence(expired.runId(), 2));
    assertThat(taken.getFirst().attempt()).isEqualTo(2);
    assertThat(taken.getFirst().lease().owner()).isEqualTo("heir");
    assertThat(taken.getFirst().lease().until()).isEqualTo(clock.now().plus(LEASE));
    assertThat(run(fresh).lease().epoch()).isEqualTo(1);
  }

  @Test
  void twoReapersNeverTakeTheSameRun() throws InterruptedException {
    drain();
    Set<Fence> expected = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      expected.add(new Fence(running("dead").runId(), 2));
    }
    clock.advance(LEASE.plusMillis(1));
    try (Database second = home.open(clock)) {
      RunStore there = new RunStore(second);
      List<List<Run>> taken =
          Race.of(
              List.of(
                  () -> takeOver("a", 20),
                  () -> second.write(tx -> there.takeOver(tx, "b", LEASE, 20)),
                  () -> takeOver("c", 20),
                  () -> second.write(tx -> there.takeOver(tx, "d", LEASE, 20))));
      List<Fence> fences = new ArrayList<>();
      taken.forEach(runsOfOne -> runsOfOne.forEach(run -> fences.add(run.fence())));
      fences.addAll(takeOver("e", 20).stream().map(Run::fence).toList());
      assertThat(fences).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void noMoreRunsThanAskedForAreTaken() {
    drain();
    for (int i = 0; i < 5; i++) {
      running("dead");
    }
    clock.advance(LEASE.plusMillis(1));
    assertThat(takeOver("heir", 3)).hasSize(3);
    assertThat(takeOver("heir", 3)).hasSize(2);
  }

  @Test
  void leasesThatAreHandedBackAreFreeAtOnce() {
    drain();
    Fence left = running("leaving");
    running("staying");
    assertThat(database.<Integer>write(tx -> runs.handBack(tx, "leaving"))).isEqualTo(1);
    assertThat(takeOver("heir", 10)).extracting(Run::id).containsExactly(left.runId());
  }

  @Test
  void eventsAreDenseWhoeverAppends() throws InterruptedException {
    Fence fence = running("node");
    Race.of(
        8,
        () -> {
          for (int i = 0; i < 10; i++) {
            database.write(tx -> events.append(tx, fence, List.of(TOLD, TOLD)).orElseThrow());
          }
          return true;
        });
    List<RunEvent> all = database.read(tx -> events.after(tx, fence.runId(), 0, 1000));
    assertThat(all)
        .extracting(RunEvent::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 160).boxed().toList());
    assertThat(run(fence).lastSeq()).isEqualTo(160);
    assertThat(database.<List<RunEvent>>read(tx -> events.after(tx, fence.runId(), 158, 1)))
        .extracting(RunEvent::seq)
        .containsExactly(159L);
    assertThat(database.<Map<RunId, Long>>read(tx -> runs.lastSeqs(tx, List.of(fence.runId()))))
        .isEqualTo(Map.of(fence.runId(), 160L));
  }

  @Test
  void eventsAreAnsweredAsTheyAreLogged() {
    Fence fence = running("node");
    List<RunEvent> first =
        database
            .<Optional<List<RunEvent>>>write(tx -> events.append(tx, fence, List.of(TOLD)))
            .orElseThrow();
    List<RunEvent> next =
        database
            .<Optional<List<RunEvent>>>write(tx -> events.append(tx, fence, List.of(TOLD, TOLD)))
            .orElseThrow();
    List<RunEvent> logged = database.read(tx -> events.after(tx, fence.runId(), 0, 1000));
    assertThat(logged)
        .hasSize(3)
        .startsWith(first.getFirst())
        .endsWith(next.toArray(RunEvent[]::new));
    assertThat(first).hasSize(1);
  }

  @Test
  void aCheckpointIsKeptOnceAsItWas() {
    Fence fence = running("node");
    Checkpoint first = new Checkpoint(fence.runId(), "fit", 1, false, Map.of("summary", "good ✓"));
    Checkpoint again = new Checkpoint(fence.runId(), "fit", 2, true, Map.of("summary", "other"));
    assertThat(database.<Boolean>write(tx -> checkpoints.insert(tx, first))).isTrue();
    assertThat(database.<Boolean>write(tx -> checkpoints.insert(tx, again))).isFalse();
    assertThat(database.<List<Checkpoint>>read(tx -> checkpoints.ofRun(tx, fence.runId())))
        .containsExactly(first);
  }

  @Test
  void logsArePrunedLongAfterTheEndOnly() {
    Fence active = running("node");
    Fence ended = running("node");
    for (Fence fence : List.of(active, ended)) {
      database.write(tx -> events.append(tx, fence, List.of(TOLD)));
    }
    close(ended, RunState.FAILED);
    Duration keep = Duration.ofDays(30);
    clock.advance(keep);
    database.write(tx -> events.prune(tx, keep));
    assertThat(database.<List<RunEvent>>read(tx -> events.after(tx, ended.runId(), 0, 10)))
        .hasSize(1);
    clock.advance(Duration.ofMillis(1));
    database.write(tx -> events.prune(tx, keep));
    assertThat(database.<List<RunEvent>>read(tx -> events.after(tx, ended.runId(), 0, 10)))
        .isEmpty();
    assertThat(database.<List<RunEvent>>read(tx -> events.after(tx, active.runId(), 0, 10)))
        .hasSize(1);
  }

  /** Nothing that an earlier test left can be taken over. */
  private void drain() {
    database.write(tx -> tx.update("UPDATE bid_run SET state = 'failed' WHERE state = 'running'"));
  }
}
