package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.protocol.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The table {@code bid_opportunities}. Its rows change by compare-and-swap alone. */
public final class BidStore {
  static final String COLUMNS =
      """
      id, version, status, user_id, title, customer_name, source, stage, input_type, raw_input,
      website_url, metadata, extracted_requirements, quick_scan, bit_evaluation, bit_decision,
      bit_decision_data, assigned_business_line, assigned_team, outcome, created_at, updated_at\
      """;

  private static final String INSERT =
      """
      INSERT INTO bid_opportunities (user_id, title, customer_name, source, stage, input_type,
        raw_input, website_url, metadata, quick_scan, bit_evaluation, bit_decision,
        bit_decision_data, assigned_business_line, assigned_team, outcome,
        extracted_requirements, status, version, updated_at, created_at, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Guarantee G1: no row is written that has moved on. */
  private static final String SWAP =
      """
      UPDATE bid_opportunities SET user_id = ?, title = ?, customer_name = ?, source = ?, stage = ?,
        input_type = ?, raw_input = ?, website_url = ?, metadata = ?, quick_scan = ?,
        bit_evaluation = ?, bit_decision = ?, bit_decision_data = ?, assigned_business_line = ?,
        assigned_team = ?, outcome = ?, extracted_requirements = ?, status = ?, version = ?,
        updated_at = ?
      WHERE id = ? AND version = ?
      """;

  /** Every bid that there is, for a migration that looks at each. */
  static final String IDS = "SELECT id FROM bid_opportunities ORDER BY id";

  static final String FIND = "SELECT " + COLUMNS + " FROM bid_opportunities WHERE id = ?";

  private static final String EXISTS = "SELECT 1 AS there FROM bid_opportunities WHERE id = ?";

  /** Without the notice itself: a page of bids would carry hundreds of megabytes. */
  private static final String SHOWN =
      "SELECT "
          + COLUMNS.replace("raw_input", "NULL AS raw_input")
          + " FROM bid_opportunities WHERE id IN (%s)";

  private final String lock;
  private final String shown;

  public BidStore(Database database) {
    this.lock = FIND + " " + database.dialect().forUpdate();
    this.shown = SHOWN.formatted(database.dialect().elements());
  }

  /** Inserts a draft at version 1, with revision 1. */
  public void insert(Tx tx, Bid bid, Actor actor, String reason) {
    tx.changes(bid.id());
    tx.update(INSERT, BidColumns.values(bid, bid.createdAt().toEpochMilli(), bid.id().value()));
    RevisionStore.insert(
        tx, new Revision(bid.id(), 1, bid.createdAt(), actor, reason, firstChanges(bid)));
    ListingStore.list(tx, bid, false);
  }

  public Optional<Bid> find(Tx tx, BidId id) {
    return tx.one(FIND, BidColumns::bid, id.value());
  }

  public boolean exists(Tx tx, BidId id) {
    return tx.one(EXISTS, row -> row.number("there"), id.value()).isPresent();
  }

  /** Finds a bid and keeps others from changing it until the transaction ends. */
  public Optional<Bid> lock(Tx tx, BidId id) {
    return tx.one(lock, BidColumns::bid, id.value());
  }

  /**
   * One version step with its revision: the compare-and-swap of guarantees G1 and G2.
   *
   * @param before the bid as the writer saw it
   * @return the bid afterwards; empty, and nothing written, where the row is at another version
   */
  public Optional<Bid> swap(
      Tx tx, Bid before, Edit edit, BidStatus status, Actor actor, String reason) {
    tx.changes(before.id());
    Bid after = before.changed(edit, status, tx.now());
    int rows = tx.update(SWAP, BidColumns.values(after, after.id().value(), before.version()));
    if (rows == 0) {
      return Optional.empty();
    }
    List<FieldChange> changes = new ArrayList<>(edit.against(before.fields()));
    if (status != before.status()) {
      changes.add(statusChange(Optional.of(before.status()), status));
    }
    RevisionStore.insert(
        tx, new Revision(after.id(), after.version(), tx.now(), actor, reason, changes));
    ListingStore.list(tx, after, decides(edit));
    return Optional.of(after);
  }

  private static boolean decides(Edit edit) {
    return edit.changes().getOrDefault(BidField.DECISION.wireName(), Optional.empty()).isPresent();
  }

  /** Those bids, in that order, all without their {@code rawInput}. */
  public List<Bid> shown(Tx tx, List<BidId> ids) {
    Map<BidId, Bid> found = new HashMap<>();
    tx.query(shown, BidColumns::bid, Json.write(ids.stream().map(BidId::value).toList()))
        .forEach(bid -> found.put(bid.id(), bid));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  /** Revision 1 of a row that came from elsewhere: all that it holds. */
  static void firstRevision(Tx tx, String id, Actor actor, String reason) {
    Bid bid = tx.one(FIND, BidColumns::bid, id).orElseThrow();
    RevisionStore.insert(
        tx, new Revision(bid.id(), 1, bid.createdAt(), actor, reason, firstChanges(bid)));
  }

  private static List<FieldChange> firstChanges(Bid bid) {
    List<FieldChange> changes = new ArrayList<>(Edit.setting(bid.fields()).against(Map.of()));
    changes.add(statusChange(Optional.empty(), bid.status()));
    return changes;
  }

  private static FieldChange statusChange(Optional<BidStatus> before, BidStatus after) {
    return new FieldChange(
        Bid.STATUS, before.map(BidStatus::wireName), Optional.of(after.wireName()));
  }
}
