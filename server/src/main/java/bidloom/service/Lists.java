package bidloom.service;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.BidQuery;
import bidloom.domain.BidQuery.Place;
import bidloom.domain.Duplicate;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.store.Database;
import bidloom.store.Tx;
import java.util.List;
import java.util.Optional;

/** Bids in lists: pages by filter and order, and hints at duplicates. */
public final class Lists {
  private final Database database;
  private final Tables tables;

  public Lists(Database database, Tables tables) {
    this.database = database;
    this.tables = tables;
  }

  /**
   * A page of bids, without their {@code rawInput}.
   *
   * @param next where the next page begins; empty on the last one
   */
  public record Page(List<Bids.View> bids, Optional<Place> next) {}

  /** A page; each costs the same, however far down the list it is. */
  public Page page(BidQuery query, Optional<Place> after, int limit) {
    int bounded = Math.clamp(limit, 1, Bids.MAX_PAGE);
    return database.read(
        tx -> {
          List<Place> found = tables.listing().page(tx, query, after, bounded + 1);
          List<Place> shown = found.subList(0, Math.min(bounded, found.size()));
          List<BidId> ids = shown.stream().map(position -> new BidId(position.id())).toList();
          List<Bids.View> views =
              tables.bids().shown(tx, ids).stream().map(bid -> tables.view(tx, bid)).toList();
          return new Page(
              views, found.size() > bounded ? Optional.of(shown.getLast()) : Optional.empty());
        });
  }

  /** Bids that look like the same tender as that one. */
  public List<Duplicate> duplicates(BidId id) {
    return database.read(tx -> duplicates(tx, tables, tables.bid(tx, id), Requirements.NONE));
  }

  /**
   * Bids that look like the same tender.
   *
   * @param hints what is known of the bid's notice and not yet on the bid
   */
  static List<Duplicate> duplicates(Tx tx, Tables tables, Bid bid, Requirements hints) {
    String notice =
        bid.requirements()
            .text(RequirementField.NOTICE_ID)
            .or(() -> hints.text(RequirementField.NOTICE_ID))
            .orElse("");
    return tables
        .listing()
        .duplicates(
            tx,
            bid.id(),
            bid.text(BidField.TITLE).orElse(""),
            bid.text(BidField.CUSTOMER_NAME).orElse(""),
            notice);
  }
}
