package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.MoveRequest;
import bidloom.domain.Principal;
import bidloom.domain.Ruling;
import bidloom.store.Database;

/**
 * A person's steps along the status machine, and a person's word on a decision. Each is made from
 * the version that the person has seen, in one transaction (guarantees G1 to G3).
 */
public final class Moves {
  private final Database database;
  private final Tables tables;

  public Moves(Database database, Tables tables) {
    this.database = database;
    this.tables = tables;
  }

  /**
   * Moves a bid to another status.
   *
   * @throws bidloom.domain.Refusal.Conflict where the bid has moved on
   * @throws bidloom.domain.Refusal.Forbidden where it takes another role or business line
   * @throws bidloom.domain.Refusal.IllegalTransition naming the statuses that are legal instead
   */
  public Work<Bid> move(BidId id, long baseVersion, MoveRequest request, Principal by) {
    return Work.of(
        database,
        tx -> {
          Bid bid = tables.lockedBidAt(tx, id, baseVersion, now -> Edit.NONE);
          MoveRequest.Planned planned = request.on(bid, by);
          BidStatus to = planned.move().apply(bid.status());
          return tables.step(tx, bid, planned.edit(), to, by.actor(), planned.reason());
        });
  }

  /** Confirms or overrides the decision on a bid; the reason is the revision's. */
  public Work<Bid> rule(BidId id, long baseVersion, Ruling ruling, Actor actor) {
    return Work.of(
        database,
        tx -> {
          Bid bid = tables.lockedBidAt(tx, id, baseVersion, now -> Edit.NONE);
          Edit edit = ruling.on(bid, actor, tx.now());
          return tables.step(tx, bid, edit, bid.status(), actor, ruling.reason());
        });
  }
}
