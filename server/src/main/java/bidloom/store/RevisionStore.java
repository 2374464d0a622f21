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
import java.util.function.Function;

/**
 * The table {@code bid_revision}: append-only, one row for each version of a bid. {@link NameStore}
 * and {@link RawInputStore} are the exceptions.
 */
public final class RevisionStore {
  /** In characters: as long as many fields, shorter than a document. */
  static final int LONG = 200_000;

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
  private static final String PAGE =
      """
      SELECT bid_id, version, at, actor, reason,
        CASE WHEN length(changes) <= ? THEN changes END AS changes FROM bid_revision
      WHERE bid_id = ? AND version > ? ORDER BY version LIMIT ?
      """;
  private static final String CHANGES =
      "SELECT changes FROM bid_revision WHERE bid_id = ? AND version = ?";
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
        Json.write(revision.changes().stream().map(FieldChange::members).toList()));
  }

  /** The revisions after a version, oldest first. */
  public List<Revision> since(Tx tx, BidId bid, long version) {
    return tx.query(SINCE, RevisionStore::revision, bid.value(), version);
  }

  /**
   * A page of revisions after a version, oldest first, each given to {@code shaped} as it is read.
   * Revisions that carry a whole document are read one by one, so that never two of them are in
   * memory.
   */
  public <T> List<T> page(Tx tx, BidId bid, long version, int limit, Function<Revision, T> shaped) {
    return shaped(
        tx, tx.query(PAGE, RevisionStore::glance, LONG, bid.value(), version, limit), shaped);
  }

  /** Gives each revision to {@code shaped}, those that are long as they are read one by one. */
  static <T> List<T> shaped(Tx tx, List<Glance> glances, Function<Revision, T> shaped) {
    return glances.stream()
        .map(glance -> shaped.apply(glance.small().orElseGet(() -> large(tx, glance.head()))))
        .toList();
  }

  /** A revision, whose changes are left out where they are long. */
  record Glance(Revision head, Optional<Revision> small) {}

  static Glance glance(Row row) {
    Revision revision = revision(row);
    boolean small = row.optionalText("changes").isPresent();
    return new Glance(revision, small ? Optional.of(revision) : Optional.empty());
  }

  private static Revision large(Tx tx, Revision head) {
    return tx.one(
            CHANGES,
            row ->
                new Revision(
                    head.bidId(),
                    head.version(),
                    head.at(),
                    head.actor(),
                    head.reason(),
                    changes(row)),
            head.bidId().value(),
            head.version())
        .orElseThrow();
  }

  /** A page of revisions before a version, newest first. */
  public List<Revision> before(Tx tx, BidId bid, long version, int limit) {
    return tx.query(BEFORE, RevisionStore::revision, bid.value(), version, limit);
  }

  static Revision revision(Row row) {
    return new Revision(
        new BidId(row.text("bid_id")),
        row.number("version"),
        row.instant("at"),
        Actor.parse(row.text("actor")),
        row.text("reason"),
        changes(row));
  }

  private static List<FieldChange> changes(Row row) {
    return row.list("changes").stream().map(RevisionStore::change).toList();
  }

  private static FieldChange change(Object stored) {
    Map<String, Object> object = Values.canonicalObject((Map<?, ?>) stored);
    return new FieldChange(
        (String) object.getOrDefault("field", ""),
        Optional.ofNullable(object.get("before")),
        Optional.ofNullable(object.get("after")));
  }
}
