package bidloom.log;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Fence;
import bidloom.domain.Profile;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.store.BidStore;
import bidloom.store.Database;
import bidloom.store.EventStore;
import bidloom.store.RunStore;
import bidloom.store.TestDatabase;
import bidloom.store.TestSettings;
import bidloom.store.UnreliableDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A run with a log, and nodes that follow it. Pages of 8 events, tails of 16, 40 subscribers. */
final class LogFixture implements AutoCloseable {
  private static final Actor ADA = Actor.user("ada");

  final TestDatabase home;
  final UnreliableDatabase database;
  final RunStore runs;
  final EventLog log;

  LogFixture(TestDatabase home) {
    this.home = home;
    this.database = new UnreliableDatabase(home.open());
    this.runs = new RunStore(database);
    this.log = log(database);
  }

  static EventLog log(Database database) {
    RunStore runs = new RunStore(database);
    return new EventLog(database, runs, new EventStore(runs), settings());
  }

  /** A log whose waiting is in the test's hand. */
  static EventLog log(Database database, Executor later) {
    RunStore runs = new RunStore(database);
    return new EventLog(database, runs, new EventStore(runs), settings(), later);
  }

  private static Settings settings() {
    return TestSettings.with(Map.of("subscribers", 40, "pageEvents", 8, "tailEvents", 16));
  }

  Run newRun() {
    RunId id = new RunId(UUID.randomUUID().toString());
    BidId bidId = new BidId(UUID.randomUUID().toString());
    return database.write(
        tx -> {
          Bid bid = new Bid(bidId, 1, BidStatus.DRAFT, Map.of("title", "A"), tx.now(), tx.now());
          new BidStore(database).insert(tx, bid, ADA, "created");
          runs.claim(
              tx,
              new RunStore.Claim(id, bidId, RunKind.EXTRACTION, "node", Duration.ofHours(1), ADA));
          runs.base(tx, id, Run.Base.of(bid, Set.of("title"), Profile.SAMPLE));
          return runs.find(tx, id).orElseThrow();
        });
  }

  Run now(Run run) {
    return database.read(tx -> runs.find(tx, run.id())).orElseThrow();
  }

  CompletableFuture<Void> tell(Run run) throws InterruptedException {
    return append(log, run.fence(), RunEvent.Type.AGENT_PROGRESS);
  }

  void tell(Run run, int times) throws InterruptedException {
    tell(log, run, times);
  }

  static void tell(EventLog log, Run run, int times) throws InterruptedException {
    CompletableFuture<?>[] all = new CompletableFuture<?>[times];
    for (int i = 0; i < times; i++) {
      all[i] = append(log, run.fence(), RunEvent.Type.AGENT_PROGRESS);
    }
    CompletableFuture.allOf(all).join();
  }

  void end(Run run) throws InterruptedException {
    end(log, run);
  }

  /** Closes a run, and removes its log as if that were long ago. */
  void prune(Run run) {
    database.write(
        tx -> {
          runs.close(tx, run.fence(), RunState.FAILED, Optional.empty(), Optional.empty());
          return new EventStore(runs).prune(tx, Duration.ofSeconds(-1));
        });
  }

  static void end(EventLog log, Run run) throws InterruptedException {
    append(log, run.fence(), RunEvent.Type.COMPLETE).join();
  }

  private static CompletableFuture<Void> append(EventLog log, Fence fence, RunEvent.Type type)
      throws InterruptedException {
    return log.append(fence, new RunEvent.Draft(type, Map.of("message", "on it")));
  }

  @Override
  public void close() {
    log.close();
    database.close();
  }
}
