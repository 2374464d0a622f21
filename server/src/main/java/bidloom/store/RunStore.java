package bidloom.store;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Fence;
import bidloom.domain.Profile;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.domain.Values;
import bidloom.protocol.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table {@code bid_run}. A worker's statement names the epoch it holds; zero rows mean that the
 * run is somebody else's by now, or ended (guarantee G6).
 */
public final class RunStore {
  /** The index behind guarantee G4. */
  static final String ACTIVE_INDEX = "bid_run_active";

  static final String COLUMNS =
      """
      id, bid_id, kind, state, owner, epoch, lease_until, attempt, base_version, prior_status,
      inputs, cancel_by, proposal, failure_code, failure_message, started_by, started_at, ended_at,
      last_seq\
      """;

  /** Guarantee G4: the partial unique index lets one active run in. */
  private static final String INSERT =
      "INSERT INTO bid_run ("
          + COLUMNS
          + ") VALUES (?, ?, ?, 'running', ?, 1, ?, 1, 0, '', '{}', NULL, NULL, NULL, NULL, ?, ?, NULL, 0)"
          + " ON CONFLICT (bid_id) WHERE state = 'running' DO NOTHING";

  private static final String FIND = "SELECT " + COLUMNS + " FROM bid_run WHERE id = ?";
  private static final String ACTIVE =
      "SELECT " + COLUMNS + " FROM bid_run WHERE bid_id = ? AND state = 'running'";
  private static final String OF_BID =
      "SELECT "
          + COLUMNS
          + " FROM bid_run WHERE bid_id = ? ORDER BY started_at DESC, id DESC LIMIT ?";

  /** Locks the row and checks the fence in one statement, on both databases. */
  private static final String HOLD =
      "UPDATE bid_run SET epoch = epoch WHERE id = ? AND epoch = ? AND state = 'running' RETURNING "
          + COLUMNS;

  private static final String NUMBER =
      """
      UPDATE bid_run SET last_seq = last_seq + ?
      WHERE id = ? AND epoch = ? AND state = 'running' RETURNING last_seq
      """;
  private static final String CLOSE =
      """
      UPDATE bid_run SET state = ?, ended_at = ?, proposal = ?, failure_code = ?,
        failure_message = ?
      WHERE id = ? AND epoch = ? AND state = 'running'
      """;
  private static final String BASE =
      "UPDATE bid_run SET base_version = ?, prior_status = ?, inputs = ? WHERE id = ?";
  private static final String CANCEL =
      """
      UPDATE bid_run SET cancel_by = ?
      WHERE id = ? AND state = 'running' AND cancel_by IS NULL
      """;
  private static final String SEIZE =
      """
      UPDATE bid_run SET owner = ?, epoch = epoch + 1
      WHERE id = ? AND epoch = ? AND state = 'running'
      """;
  private static final String HAND_BACK =
      """
      UPDATE bid_run SET owner = 'handed-back', lease_until = 0, attempt = attempt - 1
      WHERE owner = ? AND state = 'running'
      """;
  private static final String PROPOSAL =
      "UPDATE bid_run SET proposal = ? WHERE id = ? AND state <> 'running'";

  private final String renew;
  private final String takeOver;
  private final String lastSeqs;

  public RunStore(Database database) {
    Dialect dialect = database.dialect();
    this.renew =
        """
        WITH held AS MATERIALIZED (
          SELECT id FROM bid_run
          WHERE owner = ? AND state = 'running' AND (id || ':' || epoch) IN (%s)
          ORDER BY id %s)
        UPDATE bid_run SET lease_until = ? WHERE id IN (SELECT id FROM held)
        RETURNING id, epoch, cancel_by
        """
            .formatted(dialect.elements(), dialect.forUpdate());
    // Materialized: PostgreSQL may run a plain subquery again for each row, and lock more each
    // time.
    this.takeOver =
        """
        WITH due AS MATERIALIZED (
          SELECT id FROM bid_run WHERE state = 'running' AND lease_until < ?
          ORDER BY lease_until LIMIT ? %s)
        UPDATE bid_run SET owner = ?, epoch = epoch + 1, attempt = attempt + 1, lease_until = ?
        WHERE state = 'running' AND lease_until < ? AND id IN (SELECT id FROM due)
        RETURNING %s
        """
            .formatted(dialect.forUpdateSkipLocked(), COLUMNS);
    this.lastSeqs =
        "SELECT id, last_seq FROM bid_run WHERE id IN (%s)".formatted(dialect.elements());
  }

  /**
   * Claims the bid for a new run at epoch 1, without a base yet.
   *
   * @return false, and nothing written, where another run is active
   */
  public boolean claim(Tx tx, Claim claim) {
    return tx.update(
            INSERT,
            claim.id().value(),
            claim.bidId().value(),
            claim.kind().wireName(),
            claim.owner(),
            tx.now().plus(claim.lease()).toEpochMilli(),
            claim.startedBy().text(),
            tx.now().toEpochMilli())
        == 1;
  }

  /** A run to be. */
  public record Claim(
      RunId id, BidId bidId, RunKind kind, String owner, Duration lease, Actor startedBy) {}

  /** Writes down what a claimed run starts from. */
  public void base(Tx tx, RunId id, Run.Base base) {
    tx.update(
        BASE,
        base.version(),
        base.priorStatus().wireName(),
        Json.write(
            Map.of("reads", base.reads(), "values", base.inputs(), "profile", base.profile())),
        id.value());
  }

  public Optional<Run> find(Tx tx, RunId id) {
    return tx.one(FIND, RunStore::run, id.value());
  }

  public Optional<Run> active(Tx tx, BidId bid) {
    return tx.one(ACTIVE, RunStore::run, bid.value());
  }

  /** The runs of a bid, newest first. */
  public List<Run> ofBid(Tx tx, BidId bid, int limit) {
    return tx.query(OF_BID, RunStore::run, bid.value(), limit);
  }

  /** The run, locked until the transaction ends; empty where the fence no longer holds. */
  public Optional<Run> hold(Tx tx, Fence fence) {
    Optional<Run> held = tx.one(HOLD, RunStore::run, fence.runId().value(), fence.epoch());
    held.ifPresent(run -> tx.changes(run.bidId()));
    return held;
  }

  /** Takes the next numbers of the log; the first of them, or empty where the fence is gone. */
  Optional<Long> number(Tx tx, Fence fence, int count) {
    return tx.one(
            NUMBER, row -> row.number("last_seq"), count, fence.runId().value(), fence.epoch())
        .map(last -> last - count + 1);
  }

  /** Ends a run that is held; the result that is not applied, or the failure, stays on the row. */
  public boolean close(
      Tx tx,
      Fence fence,
      RunState state,
      Optional<Run.Proposal> proposal,
      Optional<Run.Failure> failure) {
    return tx.update(
            CLOSE,
            state.wireName(),
            tx.now().toEpochMilli(),
            proposal.map(RunStore::stored).orElse(null),
            failure.map(Run.Failure::code).orElse(null),
            failure.map(Run.Failure::message).orElse(null),
            fence.runId().value(),
            fence.epoch())
        == 1;
  }

  /** Writes down that a run shall stop; false where it has ended or somebody asked before. */
  public boolean requestCancel(Tx tx, RunId id, Actor by) {
    return tx.update(CANCEL, by.text(), id.value()) == 1;
  }

  /** Takes a run away from its owner; the new fence, or empty where it is gone already. */
  public Optional<Fence> seize(Tx tx, Fence fence, String newOwner) {
    boolean seized = tx.update(SEIZE, newOwner, fence.runId().value(), fence.epoch()) == 1;
    return seized ? Optional.of(new Fence(fence.runId(), fence.epoch() + 1)) : Optional.empty();
  }

  /** A run whose lease was renewed, and whether somebody wants it to stop. */
  public record Renewed(Fence fence, boolean cancelRequested) {}

  /** One statement for all runs that a node works on; those that are missing are lost. */
  public List<Renewed> renew(Tx tx, String owner, Collection<Fence> fences, Duration lease) {
    List<String> held = fences.stream().map(f -> f.runId() + ":" + f.epoch()).toList();
    return tx.query(
        renew,
        row ->
            new Renewed(
                new Fence(new RunId(row.text("id")), row.number("epoch")),
                row.optionalText("cancel_by").isPresent()),
        owner,
        Json.write(held),
        tx.now().plus(lease).toEpochMilli());
  }

  /** Acquires runs whose lease has expired, each under a new epoch. */
  public List<Run> takeOver(Tx tx, String owner, Duration lease, int limit) {
    long now = tx.now().toEpochMilli();
    return tx.query(
        takeOver, RunStore::run, now, limit, owner, tx.now().plus(lease).toEpochMilli(), now);
  }

  /**
   * Ends all leases of an owner that shuts down, so that others need not wait for them. That counts
   * as no attempt, and a heartbeat that is still under way no longer finds the runs.
   */
  public int handBack(Tx tx, String owner) {
    return tx.update(HAND_BACK, owner);
  }

  /** Notes on an ended run what is left of its proposal. */
  public void keepProposal(Tx tx, RunId id, Run.Proposal rest) {
    tx.update(PROPOSAL, stored(rest), id.value());
  }

  /** The number of events of each of these runs. */
  public Map<RunId, Long> lastSeqs(Tx tx, Collection<RunId> ids) {
    Map<RunId, Long> found = new HashMap<>();
    tx.query(
            lastSeqs,
            row -> Map.entry(new RunId(row.text("id")), row.number("last_seq")),
            Json.write(ids.stream().map(RunId::value).toList()))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  static Run run(Row row) {
    return new Run(
        new RunId(row.text("id")),
        new BidId(row.text("bid_id")),
        RunKind.named(row.text("kind")),
        RunState.named(row.text("state")),
        new Run.Lease(row.text("owner"), row.number("epoch"), row.instant("lease_until")),
        (int) row.number("attempt"),
        base(row),
        row.optionalText("cancel_by").map(Actor::parse),
        proposal(row),
        row.optionalText("failure_code")
            .map(code -> new Run.Failure(code, row.optionalText("failure_message").orElse(""))),
        Actor.parse(row.text("started_by")),
        row.instant("started_at"),
        row.optionalInstant("ended_at"),
        row.number("last_seq"));
  }

  private static Run.Base base(Row row) {
    Map<String, Object> inputs = row.object("inputs");
    SortedSet<String> reads = new TreeSet<>();
    ((List<?>) inputs.getOrDefault("reads", List.of())).forEach(f -> reads.add((String) f));
    return new Run.Base(
        row.number("base_version"),
        BidStatus.named(row.text("prior_status")),
        reads,
        Values.canonicalObject((Map<?, ?>) inputs.getOrDefault("values", Map.of())),
        inputs.get("profile") instanceof Number profile ? profile.longValue() : Profile.SAMPLE);
  }

  private static String stored(Run.Proposal proposal) {
    Map<String, Object> stored = new TreeMap<>();
    stored.put("changes", proposal.changes());
    stored.put("summary", proposal.summary());
    stored.put("applied", proposal.applied());
    stored.put("discarded", proposal.discarded());
    return Json.write(stored);
  }

  private static Optional<Run.Proposal> proposal(Row row) {
    return row.optionalText("proposal")
        .map(json -> Values.canonicalObject(Json.readObject(json)))
        .map(
            o ->
                new Run.Proposal(
                    Values.canonicalObject((Map<?, ?>) o.getOrDefault("changes", Map.of())),
                    (String) o.getOrDefault("summary", ""),
                    Boolean.TRUE.equals(o.get("applied")),
                    Boolean.TRUE.equals(o.get("discarded"))));
  }
}
