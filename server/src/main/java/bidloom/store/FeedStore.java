package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.protocol.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the streams of bids ask of the tables. It only reads. */
public final class FeedStore {
  private static final String VERSION = "SELECT version FROM bid_opportunities WHERE id = ?";

  private static final String LATEST_RUN =
      """
      SELECT r.id, r.kind, r.state, r.started_by,
        (SELECT count(*) FROM run_checkpoint c WHERE c.run_id = r.id) AS finished
      FROM bid_run r WHERE r.bid_id = ? ORDER BY r.started_at DESC, r.id DESC LIMIT 1
      """;

  private static final String CHANGED =
      """
      SELECT id, version, status, updated_at FROM bid_opportunities
      WHERE (updated_at, id) > (?, ?) ORDER BY updated_at, id LIMIT ?
      """;

  private final String positions;
  private final String hints;

  public FeedStore(Database database) {
    String elements = database.dialect().elements();
    this.positions =
        """
        SELECT b.id, b.version,
          (SELECT count(*) FROM bid_run r JOIN run_checkpoint c ON c.run_id = r.id
            WHERE r.bid_id = b.id AND r.state = 'running') AS finished,
          (SELECT coalesce(sum(p.mark), 0) FROM bid_presence p
            WHERE p.bid_id = b.id AND p.until > ?) AS present
        FROM bid_opportunities b WHERE b.id IN (%s)
        """
            .formatted(elements);
    this.hints =
        "SELECT id, version, status, updated_at FROM bid_opportunities WHERE id IN (%s)"
            .formatted(elements);
  }

  /** The version of a bid; empty where there is none. */
  public Optional<Long> version(Tx tx, BidId bid) {
    return tx.one(VERSION, row -> row.number("version"), bid.value());
  }

  /**
   * How far a bid is; another position means that there is something to read.
   *
   * @param finished the agents of the active run that have finished
   * @param present the sum of the marks of those who are on it
   */
  public record Position(long version, long finished, long present) {}

  /** The positions of several bids. */
  public Map<BidId, Position> positions(Tx tx, Collection<BidId> bids) {
    Map<BidId, Position> found = new HashMap<>();
    tx.query(
            positions,
            row ->
                Map.entry(
                    new BidId(row.text("id")),
                    new Position(
                        row.number("version"), row.number("finished"), row.number("present"))),
            tx.now().toEpochMilli(),
            array(bids))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /**
   * The last run of a bid.
   *
   * @param finished the number of its agents that have finished
   */
  public record Glance(RunId id, RunKind kind, RunState state, Actor startedBy, long finished) {}

  public Optional<Glance> latestRun(Tx tx, BidId bid) {
    return tx.one(
        LATEST_RUN,
        row ->
            new Glance(
                new RunId(row.text("id")),
                RunKind.named(row.text("kind")),
                RunState.named(row.text("state")),
                Actor.parse(row.text("started_by")),
                row.number("finished")),
        bid.value());
  }

  /** A bid as far as boards are told of it. */
  public record Hint(BidId bid, long version, BidStatus status, Instant updatedAt) {}

  /** Several bids as they are now. */
  public List<Hint> hints(Tx tx, Collection<BidId> bids) {
    return tx.query(hints, FeedStore::hint, array(bids));
  }

  /** A page of the bids that were changed after a position, in the order of their change. */
  public List<Hint> changed(Tx tx, Instant after, String afterId, int limit) {
    return tx.query(CHANGED, FeedStore::hint, after.toEpochMilli(), afterId, limit);
  }

  private static Hint hint(Row row) {
    return new Hint(
        new BidId(row.text("id")),
        row.number("version"),
        BidStatus.named(row.text("status")),
        row.instant("updated_at"));
  }

  private static String array(Collection<BidId> bids) {
    return Json.write(bids.stream().map(BidId::value).toList());
  }
}
