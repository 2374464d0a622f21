package bidloom.store;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.Revision;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Lists the bids that were there before {@code bid_listing} was, or had another form. Runs again
 * whenever that form has changed, after all numbered steps.
 */
final class R__Listing extends BaseJavaMigration {
  /** Raised with each change of what {@link ListingStore} writes. */
  private static final int FORM = 2;

  private final Dialect dialect;

  R__Listing(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public Integer getChecksum() {
    return FORM;
  }

  /** A bid that can't be read stays listed as it was: it keeps no node from starting. */
  @Override
  public void migrate(Context context) {
    Tx tx = new Tx(context.getConnection(), dialect::nowMillis);
    for (String id : tx.query(BidStore.IDS, row -> row.text("id"))) {
      Lenient.read(() -> Listed.of(tx, id))
          .ifPresent(
              listed -> {
                List<Instant> decided = listed.decided;
                ListingStore.list(
                    tx,
                    listed.bid,
                    decided.stream().findFirst(),
                    decided.reversed().stream().findFirst());
              });
    }
  }

  /** A bid, and when it was decided, oldest first. */
  private record Listed(Bid bid, List<Instant> decided) {
    static Listed of(Tx tx, String id) {
      Bid bid = tx.one(BidStore.FIND, BidColumns::bid, id).orElseThrow();
      return new Listed(
          bid,
          new RevisionStore()
              .since(tx, new BidId(id), 0).stream()
                  .filter(R__Listing::decides)
                  .map(Revision::at)
                  .toList());
    }
  }

  private static boolean decides(Revision revision) {
    return revision.changes().stream()
        .anyMatch(
            change ->
                change.field().equals(BidField.DECISION.wireName()) && change.after().isPresent());
  }
}
