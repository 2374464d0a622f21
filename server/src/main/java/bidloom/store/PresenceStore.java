package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code bid_presence}: who is on a bid. A row belongs to the node that wrote it last and
 * counts until its expiry, on the database's clock, so what a dead node wrote goes by itself.
 */
public final class PresenceStore {
  private static final String PUT =
      """
      INSERT INTO bid_presence (bid_id, actor, client, field, node, mark, since, until)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (bid_id, actor, client) DO UPDATE SET field = excluded.field,
        node = excluded.node, mark = excluded.mark, until = excluded.until
      """;
  private static final String PUT_WHERE_ABSENT =
      """
      INSERT INTO bid_presence (bid_id, actor, client, field, node, mark, since, until)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (bid_id, actor, client) DO NOTHING
      """;
  private static final String RENEW =
      "UPDATE bid_presence SET until = ? WHERE node = ? RETURNING bid_id, actor, client";
  private static final String REMOVE =
      "DELETE FROM bid_presence WHERE bid_id = ? AND actor = ? AND client = ?";
  private static final String REMOVE_OWN = REMOVE + " AND node = ?";
  private static final String REMOVE_NODE =
      "DELETE FROM bid_presence WHERE node = ? RETURNING bid_id";
  private static final String REMOVE_EXPIRED =
      "DELETE FROM bid_presence WHERE until <= ? RETURNING bid_id";
  private static final String PRESENT =
      """
      SELECT bid_id, actor, client, field, mark, since FROM bid_presence
      WHERE bid_id = ? AND until > ? ORDER BY since, actor, client LIMIT ?
      """;
  private static final String COUNT =
      "SELECT count(*) AS present FROM bid_presence WHERE bid_id = ? AND until > ?";

  /** Names who is present where: one tab of somebody's browser on one bid. */
  public record Seat(BidId bid, Actor actor, String client) {}

  /**
   * Somebody who is there.
   *
   * @param mark another value than before whenever what is shown changes
   */
  public record Present(Seat seat, Optional<String> field, long mark, Instant since) {}

  /**
   * A row to be written.
   *
   * @param takeOver whether it replaces the row of another node
   */
  public record Entry(Seat seat, Optional<String> field, long mark, boolean takeOver) {}

  public void put(Tx tx, String node, Entry entry, Duration length) {
    tx.changes(entry.seat().bid());
    tx.update(
        entry.takeOver() ? PUT : PUT_WHERE_ABSENT,
        entry.seat().bid().value(),
        entry.seat().actor().text(),
        entry.seat().client(),
        entry.field().orElse(null),
        node,
        entry.mark(),
        tx.now().toEpochMilli(),
        tx.now().plus(length).toEpochMilli());
  }

  /** Renews all rows of a node in one statement; the seats that are still its own. */
  public List<Seat> renew(Tx tx, String node, Duration length) {
    return tx.query(RENEW, PresenceStore::seat, tx.now().plus(length).toEpochMilli(), node);
  }

  /** Removes somebody, whichever node wrote it. */
  public void remove(Tx tx, Seat seat) {
    tx.changes(seat.bid());
    tx.update(REMOVE, seat.bid().value(), seat.actor().text(), seat.client());
  }

  /** Removes somebody unless another node has taken the row over. */
  public void removeOwn(Tx tx, String node, Seat seat) {
    tx.changes(seat.bid());
    tx.update(REMOVE_OWN, seat.bid().value(), seat.actor().text(), seat.client(), node);
  }

  /** Removes all that a node wrote. */
  public void removeNode(Tx tx, String node) {
    tx.query(REMOVE_NODE, row -> new BidId(row.text("bid_id")), node).forEach(tx::changes);
  }

  /** Removes what nobody has renewed. */
  public void removeExpired(Tx tx) {
    tx.query(REMOVE_EXPIRED, row -> new BidId(row.text("bid_id")), tx.now().toEpochMilli())
        .forEach(tx::changes);
  }

  /** Those who are on a bid, who came first first. */
  public List<Present> present(Tx tx, BidId bid, int limit) {
    return tx.query(
        PRESENT,
        row ->
            new Present(
                seat(row), row.optionalText("field"), row.number("mark"), row.instant("since")),
        bid.value(),
        tx.now().toEpochMilli(),
        limit);
  }

  public long count(Tx tx, BidId bid) {
    return tx.one(COUNT, row -> row.number("present"), bid.value(), tx.now().toEpochMilli())
        .orElseThrow();
  }

  private static Seat seat(Row row) {
    return new Seat(
        new BidId(row.text("bid_id")), Actor.parse(row.text("actor")), row.text("client"));
  }
}
