package bidloom.store;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.Revision;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Lists the bids that were there before {@code bid_listing} was. */
final class V8__List extends BaseJavaMigration {
  private final Dialect dialect;

  V8__List(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public void migrate(Context context) {
    Tx tx = new Tx(context.getConnection(), dialect::nowMillis);
    RevisionStore revisions = new RevisionStore();
    for (String id : tx.query(BidStore.IDS, row -> row.text("id"))) {
      Bid bid = tx.one(BidStore.FIND, BidColumns::bid, id).orElseThrow();
      List<Instant> decided =
          revisions.since(tx, new BidId(id), 0).stream()
              .filter(V8__List::decides)
              .map(Revision::at)
              .toList();
      ListingStore.list(
          tx, bid, decided.stream().findFirst(), decided.reversed().stream().findFirst());
    }
  }

  private static boolean decides(Revision revision) {
    return revision.changes().stream()
        .anyMatch(
            change ->
                change.field().equals(BidField.DECISION.wireName()) && change.after().isPresent());
  }
}
