package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Fence;
import bidloom.domain.RunId;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.service.Outcomes;
import bidloom.service.Tables;
import bidloom.store.FaultyDatabase;
import bidloom.store.IdleDatabase;
import bidloom.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Heartbeats on a clock set by hand, to a database that answers what the test wants. */
class LeasesTest {
  private static final long LEASE = Settings.DEFAULTS.lease().toNanos();
  private static final Fence MINE = new Fence(new RunId("mine"), 1);
  private static final Fence OTHER = new Fence(new RunId("other"), 1);

  private final AtomicLong now = new AtomicLong();
  private final List<RunStore.Renewed> answer = new ArrayList<>();
  private boolean away;
  private long answerTakes;
  private final FaultyDatabase database = new FaultyDatabase(new IdleDatabase(answer), this::call);
  private final Leases leases = new Leases(outcomes(), "node", Settings.DEFAULTS, time());

  private <T> T call(FaultyDatabase.Kind kind, Supplier<T> transaction) {
    now.addAndGet(answerTakes);
    if (away) {
      throw FaultyDatabase.cutOff("away");
    }
    return transaction.get();
  }

  private Outcomes outcomes() {
    Tables tables = Tables.of(database);
    EventLog log = new EventLog(database, tables.runs(), tables.events(), Settings.DEFAULTS);
    return new Outcomes(database, tables, log, Settings.DEFAULTS);
  }

  private NodeTime time() {
    return new NodeTime(now::get, pause -> {});
  }

  @Test
  void aHeartbeatMovesTheConfirmedEndCountedFromBeforeItWasSent() {
    Lease lease = leases.keep(MINE, 0);
    answer.add(new RunStore.Renewed(MINE, false));
    now.set(LEASE - 2);
    answerTakes = 1;
    leases.beat();
    now.set(LEASE - 2 + LEASE - 1);
    assertThat(lease.held()).isTrue();
    now.addAndGet(1);
    assertThat(lease.held()).isFalse();
    assertThat(lease.ended()).isFalse();
  }

  @Test
  void whileNobodyAnswersALeaseIsKeptUntilItsConfirmedEndAndThenLost() {
    Lease lease = leases.keep(MINE, 0);
    away = true;
    now.set(LEASE - 1);
    leases.beat();
    assertThat(lease.ended()).isFalse();
    now.addAndGet(1);
    leases.beat();
    assertThat(lease.ended()).isTrue();
    assertThat(lease.cancelled()).isFalse();
  }

  @Test
  void whatDoesNotComeBackIsLostAndTheOthersAreNot() {
    Lease mine = leases.keep(MINE, 0);
    Lease other = leases.keep(OTHER, 0);
    answer.add(new RunStore.Renewed(MINE, false));
    leases.beat();
    assertThat(mine.ended()).isFalse();
    assertThat(other.ended()).isTrue();
  }

  @Test
  void aCancelIsHeardOnTheWay() {
    Lease mine = leases.keep(MINE, 0);
    Lease other = leases.keep(OTHER, 0);
    answer.add(new RunStore.Renewed(MINE, true));
    answer.add(new RunStore.Renewed(OTHER, false));
    leases.beat();
    assertThat(mine.cancelled()).isTrue();
    leases.cancel(OTHER.runId());
    assertThat(other.cancelled()).isTrue();
  }

  @Test
  void whatIsReleasedIsNotAskedForAnyMore() {
    Lease lease = leases.keep(MINE, 0);
    assertThat(leases.size()).isEqualTo(1);
    leases.release(lease);
    assertThat(leases.size()).isZero();
    leases.beat();
    leases.loseAll();
    assertThat(lease.ended()).isFalse();
  }
}
