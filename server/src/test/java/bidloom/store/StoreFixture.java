package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.Profile;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** A database for one test class, with a clock that the test moves, and bids and runs in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreFixture {
  static final Actor ADA = Actor.user("ada");
  static final Duration LEASE = Duration.ofSeconds(30);

  final TestClock clock = new TestClock();
  final TestDatabase home = fresh();
  final Database database = home.open(clock);
  final BidStore bids = new BidStore(database);
  final RevisionStore revisions = new RevisionStore();
  final RunStore runs = new RunStore(database);
  final CheckpointStore checkpoints = new CheckpointStore();
  final EventStore events = new EventStore(runs);

  abstract TestDatabase fresh();

  @AfterAll
  void close() {
    database.close();
  }

  BidId draft(Map<String, Object> fields) {
    BidId id = new BidId(UUID.randomUUID().toString());
    return database.write(
        tx -> {
          Bid empty = new Bid(id, 0, BidStatus.DRAFT, Map.of(), tx.now(), tx.now());
          Bid bid = empty.changed(Edit.setting(fields), BidStatus.DRAFT, tx.now());
          bids.insert(tx, bid, ADA, "created");
          return id;
        });
  }

  BidId draft() {
    return draft(Map.of("title", "Road signs"));
  }

  Bid bid(BidId id) {
    return database.read(tx -> bids.find(tx, id)).orElseThrow();
  }

  Run run(Fence fence) {
    return database.read(tx -> runs.find(tx, fence.runId())).orElseThrow();
  }

  Optional<Bid> swap(Bid before, Edit edit, BidStatus status) {
    return database.write(tx -> bids.swap(tx, before, edit, status, ADA, "edited"));
  }

  Bid retitle(Bid before, String title) {
    return swap(before, Edit.setting(Map.of("title", title)), before.status()).orElseThrow();
  }

  RunStore.Claim claimOf(BidId bid, String owner) {
    RunId id = new RunId(UUID.randomUUID().toString());
    return new RunStore.Claim(id, bid, RunKind.EXTRACTION, owner, LEASE, ADA);
  }

  boolean claim(RunStore.Claim claim) {
    return database.write(
        tx -> {
          boolean won = runs.claim(tx, claim);
          if (won) {
            Bid bid = bids.find(tx, claim.bidId()).orElseThrow();
            runs.base(tx, claim.id(), Run.Base.of(bid, Set.of("title"), Profile.SAMPLE));
          }
          return won;
        });
  }

  /** A run on a new bid; the bid's status is left alone, which is the services' matter. */
  Fence running(String owner) {
    RunStore.Claim claim = claimOf(draft(), owner);
    claim(claim);
    return new Fence(claim.id(), 1);
  }

  boolean close(Fence fence, RunState state) {
    return database.write(tx -> runs.close(tx, fence, state, Optional.empty(), Optional.empty()));
  }

  List<Run> takeOver(String owner, int limit) {
    return database.write(tx -> runs.takeOver(tx, owner, LEASE, limit));
  }
}
