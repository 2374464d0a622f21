package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.LoginName;
import bidloom.domain.MoveRequest;
import bidloom.domain.Principal;
import bidloom.domain.Revision;
import bidloom.domain.Role;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunSpec;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import bidloom.store.UnreliableDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The use cases over a real database, without anybody who works on the runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceFixture {
  static final Actor ADA = Actor.user("ada");
  static final Actor BO = Actor.user("bo");
  static final Set<String> READS = Set.of("title", "requirements.budget");
  static final Map<String, Object> FIELDS =
      Map.of("title", "Road signs", "source", "portal", "requirements.country", "DE");

  final TestClock clock = new TestClock();
  final TestDatabase home = fresh();
  final UnreliableDatabase database = new UnreliableDatabase(home.open(clock));
  final Tables tables = Tables.of(database);
  final EventLog log = new EventLog(database, tables.runs(), tables.events(), Settings.DEFAULTS);
  final Outcomes outcomes = new Outcomes(database, tables, log, Settings.DEFAULTS);
  final Bids bids = new Bids(database, tables, ServiceFixture::id);
  final Lists lists = new Lists(database, tables);
  final Moves moves = new Moves(database, tables);
  final Past past = new Past(database, tables);
  final Hands hands = new Hands();
  final Runs runs = runs("node");

  abstract TestDatabase fresh();

  /** Works on nothing, but remembers what it was told. */
  static final class Hands implements Runs.Hands {
    final ConcurrentLinkedQueue<RunId> started = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<RunId> cancelled = new ConcurrentLinkedQueue<>();
    volatile boolean full;

    @Override
    public void accept(Run run, long grantedAfter) {
      started.add(run.id());
    }

    @Override
    public void cancel(RunId run) {
      cancelled.add(run);
    }

    @Override
    public boolean full() {
      return full;
    }
  }

  static String id() {
    return new UUID(ThreadLocalRandom.current().nextLong(), 0).toString();
  }

  Runs runs(String owner) {
    return runs(owner, READS);
  }

  Runs runs(String owner, Set<String> reads) {
    RunSpec spec = new RunSpec(List.of("fit", "risk"), reads);
    Map<RunKind, RunSpec> specs = new TreeMap<>();
    for (RunKind kind : RunKind.values()) {
      specs.put(kind, spec);
    }
    return new Runs(
        database,
        tables,
        log,
        specs,
        new Runs.Node(owner, Settings.DEFAULTS, ServiceFixture::id, clock::nanos, hands));
  }

  @AfterAll
  void close() {
    log.close();
    database.close();
  }

  Bid draft() {
    return bids.create(Edit.setting(FIELDS), ADA).now().bid();
  }

  /** A bid that has been confirmed by a person. */
  Bid reviewing() {
    return move(draft(), Map.of("to", "reviewing"));
  }

  Bid move(Bid bid, Map<String, Object> request) {
    return move(bid, request, ADA);
  }

  Bid move(Bid bid, Map<String, Object> request, Actor who) {
    return moves.move(bid.id(), bid.version(), MoveRequest.read(request), administrator(who)).now();
  }

  /** As whom an actor asks who may do everything. */
  static Principal administrator(Actor who) {
    return new Principal(
        who, new LoginName(who.name()), Role.ADMIN, Optional.empty(), Optional.empty(), false);
  }

  /** A bid on which a run has decided. */
  Bid decided(Bid reviewing, String decision) {
    Run run = evaluation(reviewing);
    outcomes.commit(run.fence(), deciding(decision));
    return bid(reviewing.id());
  }

  Bid bid(BidId id) {
    return bids.get(id).bid();
  }

  Run run(Fence fence) {
    return runs.get(fence.runId()).run();
  }

  Run evaluation(Bid bid) {
    return start(bid, RunKind.EVALUATION);
  }

  Run start(Bid bid, RunKind kind) {
    return runs.start(bid.id(), kind, Runs.OnActive.REJECT, ADA).now().run();
  }

  Bid edit(BidId id, Actor who, String field, Object value) {
    return edit(id, who, Edit.setting(Map.of(field, value)));
  }

  Bid edit(BidId id, Actor who, Edit edit) {
    return bids.edit(id, bid(id).version(), edit, Bids.OnConflict.REFUSE, who).view().bid();
  }

  static Edit clearing(String field) {
    return new Edit(new TreeMap<>(Map.of(field, Optional.empty())));
  }

  static Outcomes.Result deciding(String decision) {
    return new Outcomes.Result(
        Map.of("decision", decision, "stage", "judged"), "Bid on it", Map.of("decision", decision));
  }

  List<RunEvent> events(Fence fence) {
    return log.page(fence.runId(), 0, 200);
  }

  List<Revision> revisions(BidId id) {
    return past.history(id, Long.MAX_VALUE, 200);
  }

  static Map<?, ?> object(Map<?, ?> data, String member) {
    return data.get(member) instanceof Map<?, ?> object ? object : Map.of();
  }

  BidStatus status(Bid bid) {
    return bid(bid.id()).status();
  }
}
