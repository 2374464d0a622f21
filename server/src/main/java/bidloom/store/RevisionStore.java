package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code bid_revision}: append-only, one row for each version of a bid. */
public final class RevisionStore {
  private static final String INSERT =
      """
      INSERT INTO bid_revision (bid_id, version, at, actor, reason, changes)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String SINCE =
      """
      SELECT bid_id, version, at, actor, reason, changes FROM bid_revision
      WHERE bid_id = ? AND version > ? ORDER BY version
      """;
  private static final String BEFORE =
      """
      SELECT bid_id, version, at, actor, reason, changes FROM bid_revision
      WHERE bid_id = ? AND version < ? ORDER BY version DESC LIMIT ?
      """;

  /** Written by {@link BidStore} with the version step it records. */
  static void insert(Tx tx, Revision revision) {
    tx.update(
        INSERT,
        revision.bidId().value(),
        revision.version(),
        revision.at().toEpochMilli(),
        revision.actor().text(),
        revision.reason(),
        Json.write(revision.changes().stream().map(RevisionStore::stored).toList()));
  }

  /** The revisions after a version, oldest first. */
  public List<Revision> since(Tx tx, BidId bid, long version) {
    return tx.query(SINCE, RevisionStore::revision, bid.value(), version);
  }

  /** A page of revisions before a version, newest first. */
  public List<Revision> before(Tx tx, BidId bid, long version, int limit) {
    return tx.query(BEFORE, RevisionStore::revision, bid.value(), version, limit);
  }

  private static Map<String, Object> stored(FieldChange change) {
    Map<String, Object> stored = new TreeMap<>();
    stored.put("field", change.field());
    change.before().ifPresent(before -> stored.put("before", before));
    change.after().ifPresent(after -> stored.put("after", after));
    return stored;
  }

  static Revision revision(Row row) {
    return new Revision(
        new BidId(row.text("bid_id")),
        row.number("version"),
        row.instant("at"),
        Actor.parse(row.text("actor")),
        row.text("reason"),
        row.list("changes").stream().map(RevisionStore::change).toList());
  }

  private static FieldChange change(Object stored) {
    Map<String, Object> object = Values.canonicalObject((Map<?, ?>) stored);
    return new FieldChange(
        (String) object.getOrDefault("field", ""),
        Optional.ofNullable(object.get("before")),
        Optional.ofNullable(object.get("after")));
  }
}
