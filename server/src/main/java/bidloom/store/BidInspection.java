package bidloom.store;

import bidloom.domain.Bid;
import bidloom.domain.Revision;
import bidloom.domain.RunKind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bids and their revisions, side by side, as they lie in the tables. */
public final class BidInspection {
  /** A text of a bid may have 30 million characters; few rows are held at once. */
  private static final int FETCHED = 8;

  private static final int FETCHED_SHORT = 500;

  private static final String BIDS =
      "SELECT " + BidStore.COLUMNS + " FROM bid_opportunities ORDER BY id";

  /** In the order of {@link #BIDS}, whatever the database's collation is. */
  private static final String REVISIONS =
      """
      SELECT v.bid_id, v.version, v.at, v.actor, v.reason, v.changes
      FROM bid_opportunities b JOIN bid_revision v ON v.bid_id = b.id ORDER BY b.id, v.version
      """;

  private static final String STATUSES =
      """
      SELECT b.id, b.status, r.id AS run, r.kind
      FROM bid_opportunities b LEFT JOIN bid_run r ON r.bid_id = b.id AND r.state = 'running'
      WHERE r.id IS NOT NULL OR b.status IN (?, ?, ?) ORDER BY b.id, r.id
      """;

  private final Inspection inspection;

  BidInspection(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * A bid's row.
   *
   * @param bid empty where the row is not of its form
   * @param broken the columns that should hold JSON and do not
   */
  public record BidRow(
      String id, long version, String status, Optional<Bid> bid, List<String> broken) {}

  /**
   * A revision's row.
   *
   * @param revision empty where the row is not of its form
   */
  public record RevisionRow(String bid, long version, Optional<Revision> revision) {}

  /** Hands over each bid with its revisions, oldest first; both go past one at a time. */
  public void chains(BiConsumer<BidRow, Iterator<RevisionRow>> each) {
    try (PreparedStatement statement = inspection.prepare(REVISIONS, FETCHED);
        ResultSet result = statement.executeQuery()) {
      Revisions revisions = new Revisions(result);
      inspection.each(
          BIDS,
          FETCHED,
          BidInspection::bid,
          bid -> {
            revisions.of(bid.id());
            each.accept(bid, revisions);
            revisions.forEachRemaining(unread -> {});
          });
    } catch (SQLException failed) {
      throw new Inspection.Unreadable("The revisions can't be read:", failed);
    }
  }

  private static BidRow bid(Row row) {
    return new BidRow(
        row.text("id"),
        row.number("version"),
        row.text("status"),
        Lenient.read(() -> BidColumns.bid(row)),
        BidColumns.broken(row));
  }

  /**
   * A bid in a running status, or with an active run; once for each such run.
   *
   * @param runKind the active run's kind, as it is written
   */
  public record StatusRow(
      String bid, String status, Optional<String> run, Optional<String> runKind) {}

  public void statuses(Consumer<StatusRow> each) {
    inspection.each(
        STATUSES,
        FETCHED_SHORT,
        row ->
            new StatusRow(
                row.text("id"),
                row.text("status"),
                row.optionalText("run"),
                row.optionalText("kind")),
        each,
        Arrays.stream(RunKind.values()).map(kind -> kind.running().wireName()).toArray());
  }

  /** The revisions of all bids in one result, of which one bid's are shown at a time. */
  private static final class Revisions implements Iterator<RevisionRow> {
    private final ResultSet result;
    private @Nullable RevisionRow ahead;
    private String bid = "";

    Revisions(ResultSet result) throws SQLException {
      this.result = result;
      this.ahead = advance();
    }

    void of(String id) {
      bid = id;
    }

    @Override
    public boolean hasNext() {
      return ahead != null && ahead.bid().equals(bid);
    }

    @Override
    public RevisionRow next() {
      RevisionRow next = ahead;
      if (next == null || !hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        ahead = advance();
      } catch (SQLException failed) {
        throw new Inspection.Unreadable("The revisions can't be read:", failed);
      }
      return next;
    }

    private @Nullable RevisionRow advance() throws SQLException {
      if (!result.next()) {
        return null;
      }
      Row row = new Row(result);
      return new RevisionRow(
          row.text("bid_id"),
          row.number("version"),
          Lenient.read(() -> RevisionStore.revision(row)));
    }
  }
}
