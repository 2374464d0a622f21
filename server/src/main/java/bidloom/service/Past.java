package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Revision;
import bidloom.store.Database;
import bidloom.store.Tx;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What bids were: their revisions, their versions, and the way back to one (guarantee G2). */
public final class Past {
  private final Database database;
  private final Tables tables;

  public Past(Database database, Tables tables) {
    this.database = database;
    this.tables = tables;
  }

  /** A page of revisions before a version, newest first. */
  public List<Revision> history(BidId id, long beforeVersion, int limit) {
    return database.read(
        tx -> {
          tables.requireBid(tx, id);
          return tables
              .revisions()
              .before(tx, id, beforeVersion, Math.clamp(limit, 1, Bids.MAX_PAGE));
        });
  }

  /** The bid as it was at a version. */
  public Bid version(BidId id, long version) {
    return database.read(tx -> version(tx, tables.bid(tx, id), version));
  }

  private Bid version(Tx tx, Bid now, long version) {
    List<Revision> since = tables.revisions().since(tx, now.id(), version - 1);
    if (version < 1 || version > now.version()) {
      throw new Refusal.NotFound("version", String.valueOf(version));
    }
    return now.before(since.subList(1, since.size()), since.getFirst());
  }

  /**
   * Gives fields the values they had at a version, as a new revision.
   *
   * @param fields the fields to restore; empty for all that a person edits. Status, decision and
   *     agents' results change by actions of their own and stay as they are.
   * @throws Refusal.Conflict where the bid has moved on from the version the caller has seen
   */
  public Work<Bid> restore(
      BidId id, long baseVersion, long version, Optional<Set<String>> fields, Actor actor) {
    Set<String> wanted = fields.orElseGet(Past::restorable);
    refuseOthers(wanted);
    return Work.of(
        database,
        tx -> {
          Bid bid =
              tables.lockedBidAt(
                  tx, id, baseVersion, now -> towards(now, version(tx, now, version), wanted));
          Edit edit = towards(bid, version(tx, bid, version), wanted);
          if (edit.isEmpty()) {
            return bid;
          }
          String reason = "version %d restored".formatted(version);
          return tables.step(tx, bid, edit, bid.status(), actor, reason);
        });
  }

  private static Edit towards(Bid now, Bid then, Set<String> wanted) {
    TreeMap<String, Optional<Object>> changes = new TreeMap<>();
    for (String field : wanted) {
      if (!now.field(field).equals(then.field(field))) {
        changes.put(field, then.field(field));
      }
    }
    return new Edit(changes);
  }

  private static Set<String> restorable() {
    Stream<String> own =
        Arrays.stream(BidField.values()).filter(BidField::editable).map(BidField::wireName);
    Stream<String> required =
        Arrays.stream(RequirementField.values()).map(RequirementField::fieldName);
    return new TreeSet<>(Stream.concat(own, required).toList());
  }

  private static void refuseOthers(Set<String> wanted) {
    Set<String> restorable = restorable();
    List<Refusal.Invalid.Fault> faults =
        wanted.stream()
            .filter(field -> !restorable.contains(field))
            .map(
                field ->
                    new Refusal.Invalid.Fault(
                        "/fields", "\"%s\" is no field that can be restored.".formatted(field)))
            .toList();
    if (!faults.isEmpty()) {
      throw new Refusal.Invalid(faults);
    }
  }
}
