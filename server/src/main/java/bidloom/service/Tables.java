package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.Merge;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.store.BidStore;
import bidloom.store.CheckpointStore;
import bidloom.store.Database;
import bidloom.store.EventStore;
import bidloom.store.IdempotencyStore;
import bidloom.store.ListingStore;
import bidloom.store.ProfileStore;
import bidloom.store.RevisionStore;
import bidloom.store.RunStore;
import bidloom.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The store classes that the use cases share, and the refusals their empty answers stand for. */
public record Tables(
    BidStore bids,
    ListingStore listing,
    RevisionStore revisions,
    RunStore runs,
    CheckpointStore checkpoints,
    EventStore events,
    IdempotencyStore keys,
    ProfileStore profiles) {
  public static Tables of(Database database) {
    RunStore runs = new RunStore(database);
    return new Tables(
        new BidStore(database),
        new ListingStore(database),
        new RevisionStore(),
        runs,
        new CheckpointStore(),
        new EventStore(runs),
        new IdempotencyStore(database),
        new ProfileStore());
  }

  Bid bid(Tx tx, BidId id) {
    return bids.find(tx, id).orElseThrow(() -> new Refusal.NotFound("bid", id.value()));
  }

  Bids.View view(Tx tx, Bid bid) {
    return new Bids.View(
        bid, bid.status().running() ? runs.active(tx, bid.id()) : Optional.empty());
  }

  /** Refuses an id that no bid has. */
  void requireBid(Tx tx, BidId id) {
    if (!bids.exists(tx, id)) {
      throw new Refusal.NotFound("bid", id.value());
    }
  }

  /** The bid, kept from changing until the transaction ends. Runs are locked before bids. */
  Bid lockedBid(Tx tx, BidId id) {
    return bids.lock(tx, id).orElseThrow(() -> new Refusal.NotFound("bid", id.value()));
  }

  /**
   * The bid, kept from changing until the transaction ends, at the version that a strict write was
   * made from.
   *
   * @param edit what the writer wants to change, to show it against what others changed
   * @throws Refusal.Conflict where the bid has moved on
   */
  Bid lockedBidAt(Tx tx, BidId id, long baseVersion, Function<Bid, Edit> edit) {
    Bid bid = lockedBid(tx, id);
    if (bid.version() != baseVersion) {
      List<Revision> since = revisionsSince(tx, bid, baseVersion);
      throw conflict(bid, baseVersion, since, Merge.merge(bid, since, edit.apply(bid)));
    }
    return bid;
  }

  /** The revisions after a version that a writer names; a version that never was is a conflict. */
  List<Revision> revisionsSince(Tx tx, Bid current, long baseVersion) {
    if (baseVersion > current.version() || baseVersion < 1) {
      throw new Refusal.Conflict(
          new Refusal.Conflict.Details(baseVersion, current, List.of(), List.of()));
    }
    return revisions.since(tx, current.id(), baseVersion);
  }

  static Refusal.Conflict conflict(
      Bid current, long baseVersion, List<Revision> since, Merge merge) {
    return new Refusal.Conflict(
        new Refusal.Conflict.Details(baseVersion, current, since, merge.conflicts()));
  }

  Run run(Tx tx, RunId id) {
    return runs.find(tx, id).orElseThrow(() -> new Refusal.NotFound("run", id.value()));
  }

  /** The run, kept from changing until the transaction ends, as long as the fence holds. */
  Run heldRun(Tx tx, Fence fence) {
    return runs.hold(tx, fence).orElseThrow(() -> new Refusal.Fenced(fence));
  }

  /** One version step of a bid that this transaction has locked. */
  Bid step(Tx tx, Bid locked, Edit edit, BidStatus status, Actor actor, String reason) {
    return bids.swap(tx, locked, edit, status, actor, reason)
        .orElseThrow(() -> new IllegalStateException("a locked bid moved"));
  }

  /** Appends events of a run that this transaction holds. */
  void append(Tx tx, Fence fence, List<RunEvent.Draft> drafts) {
    if (events.append(tx, fence, drafts).isEmpty()) {
      throw new Refusal.Fenced(fence);
    }
  }
}
