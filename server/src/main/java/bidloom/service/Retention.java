package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.store.Database;
import bidloom.store.RawInputStore;
import bidloom.store.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Removes the raw input of bids that rest in the archive, while what was extracted from it stays:
 * from the bid by a version step, from its revisions and from what its runs have read. A bid is
 * done in two short transactions, and noted, so that it is looked at once; what was interrupted is
 * due again.
 */
final class Retention {
  private static final int PAGE = 50;
  private static final Actor ACTOR = Actor.system("retention");
  private static final String REASON = "raw input removed";

  private final Database database;
  private final Tables tables;
  private final RawInputStore store = new RawInputStore();

  Retention(Database database, Tables tables) {
    this.database = database;
    this.tables = tables;
  }

  /** Removes what is due; how many bids were looked at. */
  int prune(Duration keep) {
    int looked = 0;
    List<BidId> due;
    do {
      due = database.read(tx -> store.due(tx, keep, PAGE));
      for (BidId id : due) {
        database.write(tx -> clearRuns(tx, id));
        database.write(tx -> clearBid(tx, id, keep));
      }
      looked += due.size();
    } while (due.size() == PAGE);
    return looked;
  }

  private BidId clearRuns(Tx tx, BidId id) {
    store.clearRuns(tx, id);
    return id;
  }

  /** A bid that somebody has taken out of the archive meanwhile is left as it is. */
  private BidId clearBid(Tx tx, BidId id, Duration keep) {
    Bid bid = tables.lockedBid(tx, id);
    if (bid.status() == BidStatus.ARCHIVED && bid.updatedAt().isBefore(tx.now().minus(keep))) {
      boolean there = bid.text(BidField.RAW_INPUT).isPresent();
      store.note(tx, id, there ? bid.version() + 1 : bid.version());
      if (there) {
        tables.step(tx, bid, clearing(), bid.status(), ACTOR, REASON);
      }
      store.clearRevisions(tx, id);
    }
    return id;
  }

  private static Edit clearing() {
    TreeMap<String, Optional<Object>> nothing = new TreeMap<>();
    nothing.put(BidField.RAW_INPUT.wireName(), Optional.empty());
    return new Edit(nothing);
  }
}
