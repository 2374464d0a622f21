package bidloom.work;

import bidloom.agents.Plan;
import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.log.Subscription;
import bidloom.service.Bids;
import bidloom.service.Outcomes;
import bidloom.service.Runs;
import bidloom.service.Tables;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import bidloom.store.UnreliableDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** One node whose heartbeat and reaper are in the test's hand. */
final class Site implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  static final Actor ADA = Actor.user("ada");

  final UnreliableDatabase database;
  final EventLog log;
  final Outcomes outcomes;
  final Worker worker;
  final Bids bids;
  final Runs runs;

  Site(TestDatabase home, TestClock clock, String owner, Settings settings, Plan plan) {
    this(home, clock, clock::nanos, owner, settings, plan);
  }

  /** A node whose own clock is not the database's. */
  Site(
      TestDatabase home,
      TestClock clock,
      LongSupplier own,
      String owner,
      Settings settings,
      Plan plan) {
    this.database = new UnreliableDatabase(home.open(clock));
    Tables tables = Tables.of(database);
    this.log = new EventLog(database, tables.runs(), tables.events(), settings);
    this.outcomes = new Outcomes(database, tables, log, settings);
    this.worker =
        new Worker(
            outcomes,
            log,
            run -> plan,
            settings,
            owner,
            new NodeTime(own, NodeTime.SYSTEM.waiting()));
    Supplier<String> ids = () -> new UUID(ThreadLocalRandom.current().nextLong(), 0).toString();
    this.bids = new Bids(database, tables, ids);
    this.runs =
        new Runs(
            database,
            tables,
            log,
            Map.of(RunKind.EXTRACTION, plan.spec()),
            new Runs.Node(owner, settings, ids, own, worker));
  }

  /** Starts a run on a new bid. */
  Run start() {
    Bid bid = bids.create(Edit.setting(Map.of("title", "Road signs")), ADA).now().bid();
    return runs.start(bid.id(), RunKind.EXTRACTION, Runs.OnActive.REJECT, ADA).now().run();
  }

  Run run(RunId id) {
    return runs.get(id).run();
  }

  Bid bid(BidId id) {
    return bids.get(id).bid();
  }

  List<RunEvent> events(RunId id) {
    return log.page(id, 0, 200);
  }

  /** Waits for the terminal event, through the log of this node; the run afterwards. */
  Run awaitEnd(Run run) throws InterruptedException {
    awaitEvents(run, () -> events(run.id()).getLast().type().terminal());
    return run(run.id());
  }

  void awaitCompletionOf(Run run, String agent) throws InterruptedException {
    awaitEvents(
        run,
        () ->
            events(run.id()).stream()
                .anyMatch(
                    e ->
                        e.type() == RunEvent.Type.AGENT_COMPLETE
                            && agent.equals(e.data().get("agent"))));
  }

  private void awaitEvents(Run run, BooleanSupplier there) throws InterruptedException {
    Semaphore ready = new Semaphore(0);
    try (Subscription _ = log.subscribe(run, 0, ready::release)) {
      while (!there.getAsBoolean()) {
        if (!ready.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "run %s: nothing after %s".formatted(run.id(), events(run.id())));
        }
      }
    }
  }

  /** Waits until the node holds no lease any more. */
  void awaitIdle() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (worker.active() > 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("still holding " + worker.active());
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    worker.close();
    awaitIdle();
    log.close();
    database.close();
  }
}
