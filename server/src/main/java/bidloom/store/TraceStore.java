package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.LoginName;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.Trace.Change;
import bidloom.domain.Trace.Edition;
import bidloom.domain.Trace.Errand;
import bidloom.domain.Trace.Owned;
import bidloom.domain.Trace.Seat;
import bidloom.domain.Trace.Visit;
import bidloom.protocol.Json;
import java.util.List;

/** What the tables hold about somebody, by page. It only reads. */
public final class TraceStore {
  private static final String SESSIONS =
      """
      SELECT created_at, seen_at, expires_at FROM bidloom_session
      WHERE account = ? ORDER BY created_at, hash LIMIT ?
      """;
  private static final String OWNED =
      """
      SELECT l.bid_id, l.status, b.title FROM bid_listing l
      JOIN bid_opportunities b ON b.id = l.bid_id
      WHERE l.owner = ? AND l.bid_id > ? ORDER BY l.bid_id LIMIT ?
      """;

  private final String editions;
  private final String presence;
  private final String runs;
  private final String changes;

  public TraceStore(Database database) {
    String actors = database.dialect().elements();
    this.editions =
        """
        SELECT version, at, actor FROM company_profile
        WHERE version > ? AND actor IN (%s) ORDER BY version LIMIT ?
        """
            .formatted(actors);
    this.presence =
        """
        SELECT bid_id, actor, client, field, since FROM bid_presence
        WHERE actor IN (%s) ORDER BY bid_id, actor, client LIMIT ?
        """
            .formatted(actors);
    this.runs =
        """
        WITH actors(actor) AS (%s)
        SELECT id, bid_id, kind, started_at, started_by IN (SELECT actor FROM actors) AS started,
          coalesce(cancel_by IN (SELECT actor FROM actors), FALSE) AS cancelled
        FROM bid_run
        WHERE id > ? AND (started_by IN (SELECT actor FROM actors)
          OR cancel_by IN (SELECT actor FROM actors))
        ORDER BY id LIMIT ?
        """
            .formatted(actors);
    this.changes =
        """
        WITH actors(actor) AS (%s)
        SELECT bid_id, version, at, actor, reason,
          CASE WHEN length(changes) <= ? THEN changes END AS changes FROM bid_revision
        WHERE (bid_id, version) > (?, ?) AND actor IN (SELECT actor FROM actors)
        ORDER BY bid_id, version LIMIT ?
        """
            .formatted(actors);
  }

  public List<Visit> sessions(Tx tx, LoginName account, int limit) {
    return tx.query(
        SESSIONS,
        row ->
            new Visit(row.instant("created_at"), row.instant("seen_at"), row.instant("expires_at")),
        account.value(),
        limit);
  }

  /** A page of the bids that somebody owns, after a bid. */
  public List<Owned> owned(Tx tx, LoginName owner, String after, int limit) {
    return tx.query(
        OWNED,
        row ->
            new Owned(
                new BidId(row.text("bid_id")),
                BidStatus.named(row.text("status")),
                row.optionalText("title")),
        owner.value(),
        after,
        limit);
  }

  /** A page of the versions of the profile that somebody made, after one. */
  public List<Edition> editions(Tx tx, List<String> actors, long after, int limit) {
    return tx.query(
        editions,
        row ->
            new Edition(row.number("version"), row.instant("at"), Actor.parse(row.text("actor"))),
        after,
        Json.write(actors),
        limit);
  }

  /** Where somebody is present. */
  public List<Seat> presence(Tx tx, List<String> actors, int limit) {
    return tx.query(
        presence,
        row ->
            new Seat(
                new BidId(row.text("bid_id")),
                row.text("client"),
                row.optionalText("field"),
                row.instant("since")),
        Json.write(actors),
        limit);
  }

  /** A page of the runs that somebody started or cancelled, after a run. */
  public List<Errand> runs(Tx tx, List<String> actors, String after, int limit) {
    return tx.query(
        runs,
        row ->
            new Errand(
                new RunId(row.text("id")),
                new BidId(row.text("bid_id")),
                RunKind.named(row.text("kind")),
                row.instant("started_at"),
                row.flag("started"),
                row.flag("cancelled")),
        Json.write(actors),
        after,
        limit);
  }

  /** A page of the changes that somebody made, bid by bid, after a version of a bid. */
  public List<Change> changes(
      Tx tx, List<String> actors, String afterBid, long afterVersion, int limit) {
    List<RevisionStore.Glance> glances =
        tx.query(
            changes,
            RevisionStore::glance,
            Json.write(actors),
            RevisionStore.LONG,
            afterBid,
            afterVersion,
            limit);
    return RevisionStore.shaped(tx, glances, Change::of);
  }
}
