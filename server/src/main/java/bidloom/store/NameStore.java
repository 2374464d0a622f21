package bidloom.store;

import bidloom.domain.BidId;
import bidloom.domain.FormerName;
import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names in the rows of the past, where an erasure replaces them: the one way in which a revision or
 * an event is ever written again. The triggers let through only what {@link ErasureStore#replace}
 * has announced.
 */
public final class NameStore {
  /** Every bid that may name them. A bid's own values are in its revisions too (guarantee G2). */
  private static final String BIDS =
      """
      SELECT b.id FROM bid_opportunities b WHERE b.id > ? AND EXISTS (
        SELECT 1 FROM bidloom_erasure e WHERE e.pseudonym = ? AND (
          EXISTS (SELECT 1 FROM bid_revision v WHERE v.bid_id = b.id
            AND (v.actor = e.kind || ':' || e.word
              OR replace(v.changes, e.in_json, '') <> v.changes))
          OR EXISTS (SELECT 1 FROM bid_run r WHERE r.bid_id = b.id
            AND (r.started_by = e.kind || ':' || e.word OR r.cancel_by = e.kind || ':' || e.word
              OR EXISTS (SELECT 1 FROM run_event x WHERE x.run_id = r.id
                AND replace(x.data, e.in_json, '') <> x.data)))))
      ORDER BY b.id LIMIT ?
      """;

  private static final String STARTED_BY =
      "UPDATE bid_run SET started_by = ? WHERE bid_id = ? AND started_by = ?";
  private static final String CANCEL_BY =
      "UPDATE bid_run SET cancel_by = ? WHERE bid_id = ? AND cancel_by = ?";
  private static final String EVENTS =
      """
      SELECT x.run_id, x.seq, x.data FROM bid_run r JOIN run_event x ON x.run_id = r.id
      WHERE r.bid_id = ? AND EXISTS (SELECT 1 FROM bidloom_erasure e
        WHERE e.pseudonym = ? AND replace(x.data, e.in_json, '') <> x.data)
      ORDER BY x.run_id, x.seq
      """;
  private static final String EVENT = "UPDATE run_event SET data = ? WHERE run_id = ? AND seq = ?";
  private static final String NEXT_REVISION =
      """
      SELECT v.version, v.actor, v.changes FROM bid_revision v
      WHERE v.bid_id = ? AND v.version > ? AND EXISTS (SELECT 1 FROM bidloom_erasure e
        WHERE e.pseudonym = ? AND (v.actor = e.kind || ':' || e.word
          OR replace(v.changes, e.in_json, '') <> v.changes))
      ORDER BY v.version LIMIT 1
      """;
  private static final String REVISION =
      "UPDATE bid_revision SET actor = ?, changes = ? WHERE bid_id = ? AND version = ?";
  private static final String PRESENCE =
      "DELETE FROM bid_presence WHERE actor = ? RETURNING bid_id";
  private static final String OWN_ANSWERS = "DELETE FROM idempotency_key WHERE caller = ?";
  private static final String ANSWERS =
      """
      SELECT k.caller, k.key, k.body FROM idempotency_key k
      WHERE (k.caller, k.key) > (?, ?) AND EXISTS (SELECT 1 FROM bidloom_erasure e
        WHERE e.pseudonym = ? AND replace(k.body, e.in_json, '') <> k.body)
      ORDER BY k.caller, k.key LIMIT ?
      """;
  private static final String ANSWER =
      "UPDATE idempotency_key SET body = ? WHERE caller = ? AND key = ?";

  /** A page of the bids that may name them, after a bid. */
  public List<BidId> bids(Tx tx, String pseudonym, String after, int limit) {
    return tx.query(BIDS, row -> new BidId(row.text("id")), after, pseudonym, limit);
  }

  /** Replaces the names in the runs of a bid and in their logs; the number of rows changed. */
  public int inRuns(Tx tx, BidId bid, List<FormerName> names) {
    int changed = 0;
    for (FormerName name : names) {
      if (name.actor().isPresent()) {
        String before = name.actor().get().text();
        String after = name.inActor(before);
        changed += tx.update(STARTED_BY, after, bid.value(), before);
        changed += tx.update(CANCEL_BY, after, bid.value(), before);
      }
    }
    for (Event event : tx.query(EVENTS, Event::read, bid.value(), names.getFirst().pseudonym())) {
      changed += event.replace(tx, names);
    }
    return changed;
  }

  private record Event(String run, long seq, Map<String, Object> data) {
    static Event read(Row row) {
      return new Event(row.text("run_id"), row.number("seq"), row.object("data"));
    }

    /** One name at a time, as the trigger demands. */
    int replace(Tx tx, List<FormerName> names) {
      Map<String, Object> now = data;
      for (FormerName name : names) {
        Map<String, Object> after = name.inObject(now);
        if (!after.equals(now)) {
          tx.update(EVENT, Json.write(after), run, seq);
          now = after;
        }
      }
      return now.equals(data) ? 0 : 1;
    }
  }

  /**
   * Replaces the names in the revisions of a bid that is locked, one after the other, so that a
   * long history is never in memory at once. All are replaced in the same transaction: a value that
   * one revision sets is what the next one had before.
   */
  public int inRevisions(Tx tx, BidId bid, List<FormerName> names) {
    int changed = 0;
    String pseudonym = names.getFirst().pseudonym();
    Optional<Past> next = tx.one(NEXT_REVISION, Past::read, bid.value(), 0L, pseudonym);
    while (next.isPresent()) {
      Past past = next.get();
      changed += past.replace(tx, bid, names);
      next = tx.one(NEXT_REVISION, Past::read, bid.value(), past.version(), pseudonym);
    }
    return changed;
  }

  private record Past(long version, String actor, String text, Object changes) {
    static Past read(Row row) {
      Object changes = Values.canonical(row.list("changes")).orElseThrow();
      return new Past(row.number("version"), row.text("actor"), row.text("changes"), changes);
    }

    int replace(Tx tx, BidId bid, List<FormerName> names) {
      Past now = this;
      for (FormerName name : names) {
        Past after = now.with(name);
        if (!after.equals(now)) {
          tx.update(REVISION, after.actor, after.text, bid.value(), version);
          now = after;
        }
      }
      return now.equals(this) ? 0 : 1;
    }

    /** Changes that do not name them stay as they are written, to the letter. */
    private Past with(FormerName name) {
      Object after = name.in(changes);
      String written = after.equals(changes) ? text : Json.write(after);
      return new Past(version, name.inActor(actor), written, after);
    }
  }

  /** Removes them from where they are present, and the answers that wait for them to repeat. */
  public int leave(Tx tx, List<FormerName> names) {
    int changed = 0;
    for (FormerName name : names) {
      if (name.actor().isPresent()) {
        String actor = name.actor().get().text();
        List<BidId> left = tx.query(PRESENCE, row -> new BidId(row.text("bid_id")), actor);
        left.forEach(tx::changes);
        changed += left.size() + tx.update(OWN_ANSWERS, actor);
      }
    }
    return changed;
  }

  /** The place of a kept answer. */
  public record Place(String caller, String key) {
    public static final Place START = new Place("", "");
  }

  /** Replaces the names in some of the answers that are kept for others, after a place. */
  public Answers inAnswers(Tx tx, List<FormerName> names, Place after, int limit) {
    List<Kept> page =
        tx.query(
            ANSWERS,
            row ->
                new Kept(
                    new Place(row.text("caller"), row.text("key")),
                    row.value("body").orElseThrow()),
            after.caller(),
            after.key(),
            names.getFirst().pseudonym(),
            limit);
    int changed = 0;
    for (Kept kept : page) {
      changed += kept.replace(tx, names);
    }
    boolean full = page.size() == limit;
    return new Answers(changed, full ? Optional.of(page.getLast().place()) : Optional.empty());
  }

  /** How many were changed, and where to go on. */
  public record Answers(int changed, Optional<Place> next) {}

  private record Kept(Place place, Object body) {
    int replace(Tx tx, List<FormerName> names) {
      Object now = body;
      for (FormerName name : names) {
        now = name.in(now);
      }
      return now.equals(body) ? 0 : tx.update(ANSWER, Json.write(now), place.caller(), place.key());
    }
  }
}
