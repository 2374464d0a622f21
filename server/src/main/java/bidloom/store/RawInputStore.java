package bidloom.store;

import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table {@code bid_raw_removal}, and the raw inputs in the rows of the past. The triggers let a
 * revision lose the values of {@code rawInput}, and nothing else, where its bid is noted there.
 */
public final class RawInputStore {
  private static final String FIELD = BidField.RAW_INPUT.wireName();

  private static final String DUE =
      """
      SELECT b.id FROM bid_opportunities b LEFT JOIN bid_raw_removal r ON r.bid_id = b.id
      WHERE b.status = 'archived' AND b.updated_at < ?
        AND (r.version IS NULL OR r.version < b.version)
      ORDER BY b.updated_at, b.id LIMIT ?
      """;
  private static final String NOTE =
      """
      INSERT INTO bid_raw_removal (bid_id, version) VALUES (?, ?)
      ON CONFLICT (bid_id) DO UPDATE SET version = excluded.version
      """;
  private static final String NEXT_REVISION =
      """
      SELECT version, changes FROM bid_revision
      WHERE bid_id = ? AND version > ? AND changes LIKE '%"field":"rawInput"%'
      ORDER BY version LIMIT 1
      """;
  private static final String REVISION =
      "UPDATE bid_revision SET changes = ? WHERE bid_id = ? AND version = ?";
  private static final String NEXT_RUN =
      """
      SELECT id, inputs FROM bid_run
      WHERE bid_id = ? AND id > ? AND state <> 'running' AND inputs LIKE '%"rawInput":%'
      ORDER BY id LIMIT 1
      """;
  private static final String RUN =
      "UPDATE bid_run SET inputs = ? WHERE id = ? AND state <> 'running'";

  /** Bids that rest in the archive for longer than that and were not looked at since. */
  public List<BidId> due(Tx tx, Duration keep, int limit) {
    return tx.query(
        DUE, row -> new BidId(row.text("id")), tx.now().minus(keep).toEpochMilli(), limit);
  }

  /** Notes that a bid has no raw input any more, up to that version. */
  public void note(Tx tx, BidId bid, long version) {
    tx.update(NOTE, bid.value(), version);
  }

  /**
   * Takes the values of {@code rawInput} out of the revisions of a bid that is noted, one after the
   * other, since each may be a whole document. That somebody changed the field stays to be seen.
   */
  public void clearRevisions(Tx tx, BidId bid) {
    Optional<Past> next = tx.one(NEXT_REVISION, Past::read, bid.value(), 0L);
    while (next.isPresent()) {
      Past past = next.get();
      past.clear(tx, bid);
      next = tx.one(NEXT_REVISION, Past::read, bid.value(), past.version());
    }
  }

  private record Past(long version, List<Map<String, Object>> changes) {
    static Past read(Row row) {
      return new Past(
          row.number("version"),
          row.list("changes").stream().map(c -> Values.canonicalObject((Map<?, ?>) c)).toList());
    }

    void clear(Tx tx, BidId bid) {
      List<Map<String, Object>> cleared = changes.stream().map(Past::cleared).toList();
      if (!cleared.equals(changes)) {
        tx.update(REVISION, Json.write(cleared), bid.value(), version);
      }
    }

    private static Map<String, Object> cleared(Map<String, Object> change) {
      return FIELD.equals(change.get("field")) ? Map.of("field", FIELD) : change;
    }
  }

  /** Takes the raw input out of what the ended runs of a bid have read. */
  public void clearRuns(Tx tx, BidId bid) {
    Optional<Inputs> next = tx.one(NEXT_RUN, Inputs::read, bid.value(), "");
    while (next.isPresent()) {
      Inputs run = next.get();
      tx.update(RUN, run.cleared(), run.id());
      next = tx.one(NEXT_RUN, Inputs::read, bid.value(), run.id());
    }
  }

  private record Inputs(String id, Map<String, Object> inputs) {
    static Inputs read(Row row) {
      return new Inputs(row.text("id"), row.object("inputs"));
    }

    /** The run still says that it read the field, and no longer what. */
    String cleared() {
      Map<String, Object> rest = new TreeMap<>(inputs);
      rest.computeIfPresent(
          "values",
          (name, values) -> {
            Map<String, Object> others = new TreeMap<>(Values.canonicalObject((Map<?, ?>) values));
            others.remove(FIELD);
            return others;
          });
      return Json.write(rest);
    }
  }
}
