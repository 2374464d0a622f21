package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Checkpoint;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunSpec;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.domain.Transition;
import bidloom.log.EventLog;
import bidloom.store.Database;
import bidloom.store.RunStore;
import bidloom.store.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What people and programs do with runs: start, join, cancel, look at them and apply what a run
 * that went stale has left. Runs are locked before bids, always.
 */
public final class Runs {
  private final Database database;
  private final Tables tables;
  private final EventLog log;
  private final Map<RunKind, RunSpec> specs;
  private final Node node;

  public Runs(
      Database database, Tables tables, EventLog log, Map<RunKind, RunSpec> specs, Node node) {
    this.database = database;
    this.tables = tables;
    this.log = log;
    this.specs = specs;
    this.node = node;
  }

  /**
   * The process that works on what is started here.
   *
   * @param owner its name in leases, unique to this life of the process
   * @param nanos the monotonic clock on which the process watches its leases
   * @param hands what works on the runs
   */
  public record Node(
      String owner, Settings settings, Supplier<String> ids, LongSupplier nanos, Hands hands) {}

  /** What works on runs in this process. */
  public interface Hands {
    /**
     * Works on a run whose lease was granted to this process, once that is committed.
     *
     * @param grantedAfter a moment before the grant, on the monotonic clock in nanoseconds
     */
    void accept(Run run, long grantedAfter);

    /** A run shall stop, where this process works on it; the request is committed. */
    void cancel(RunId run);

    /** Whether so many runs wait for their turn that no more shall be started. */
    boolean full();
  }

  /** What a start does when a run is active on the bid. */
  public enum OnActive {
    /** The caller gets the active run, if it is of the same kind. */
    JOIN,
    /** Refused, naming the active run. */
    REJECT,
    /** The active run is cancelled. */
    REPLACE
  }

  /** A started run, or the active one that was joined. */
  public record Started(Run run, boolean joined) {}

  /** A run with its agents' kept outputs. */
  public record Details(Run run, List<String> agents, List<Checkpoint> checkpoints) {}

  /**
   * Starts a run, or joins the one that is active: the unique index decides races (guarantee G4).
   * The run is durable when this returns.
   *
   * @throws Refusal.RunActive where another run is in the way
   * @throws Refusal.IllegalTransition where the bid's status does not allow it
   * @throws Refusal.Unavailable where too many runs wait on this node already
   */
  public Work<Started> start(BidId bid, RunKind kind, OnActive onActive, Actor actor) {
    RunStore.Claim claim =
        new RunStore.Claim(
            new RunId(node.ids().get()), bid, kind, node.owner(), node.settings().lease(), actor);
    return Work.of(
            database,
            tx -> {
              long before = node.nanos().getAsLong();
              tables.requireBid(tx, bid);
              Optional<RunId> replaced =
                  onActive == OnActive.REPLACE ? replaced(tx, claim) : Optional.empty();
              Started started =
                  tables.runs().claim(tx, claim) ? begin(tx, claim) : joined(tx, claim, onActive);
              return new Outset(started, replaced, before);
            },
            this::tell)
        .map(Outset::started);
  }

  /** A start, the run that made room for it, and a moment before its lease began. */
  private record Outset(Started started, Optional<RunId> replaced, long before) {}

  private Optional<RunId> replaced(Tx tx, RunStore.Claim claim) {
    Optional<Run> active = tables.runs().active(tx, claim.bidId());
    active.ifPresent(run -> end(tx, run, claim.startedBy()));
    return active.map(Run::id);
  }

  private void tell(Outset outset) {
    outset.replaced().ifPresent(node.hands()::cancel);
    outset.replaced().ifPresent(log::signal);
    if (!outset.started().joined()) {
      log.signal(outset.started().run().id());
      node.hands().accept(outset.started().run(), outset.before());
    }
  }

  private Started joined(Tx tx, RunStore.Claim claim, OnActive onActive) {
    Run active =
        tables
            .runs()
            .active(tx, claim.bidId())
            .orElseThrow(() -> new Refusal.Unavailable("A run has just ended; start again."));
    if (onActive != OnActive.JOIN || active.kind() != claim.kind()) {
      throw new Refusal.RunActive(active);
    }
    return new Started(active, true);
  }

  private Started begin(Tx tx, RunStore.Claim claim) {
    if (node.hands().full()) {
      throw new Refusal.Unavailable("As many runs wait on this server as may; try again later.");
    }
    Bid bid = tables.lockedBid(tx, claim.bidId());
    Transition start = new Transition.Start(claim.kind());
    RunSpec spec = spec(claim.kind());
    Run.Base base = Run.Base.of(bid, spec.reads(), tables.profiles().version(tx));
    tables.runs().base(tx, claim.id(), base);
    String reason = claim.kind().wireName() + " started";
    tables.step(tx, bid, Edit.NONE, start.apply(bid.status()), claim.startedBy(), reason);
    RunEvent.Draft first =
        new RunEvent.Draft(
            RunEvent.Type.START,
            Map.of(
                "kind",
                claim.kind().wireName(),
                "message",
                "%s started by %s".formatted(claim.kind().wireName(), claim.startedBy().name()),
                "agents",
                spec.agents(),
                "version",
                bid.version() + 1));
    tables.append(tx, new Fence(claim.id(), 1), List.of(first));
    return new Started(tables.run(tx, claim.id()), false);
  }

  /** Takes an active run from its owner and closes it, outputs kept. */
  private void end(Tx tx, Run active, Actor actor) {
    Fence fence =
        tables
            .runs()
            .seize(tx, active.fence(), node.owner())
            .orElseThrow(() -> new Refusal.Unavailable("The run has just ended; start again."));
    Endings.cancelled(tx, tables, tables.heldRun(tx, fence), actor);
  }

  /**
   * Asks for a run to stop. It stops at once where this node works on it, with its owner's next
   * heartbeat elsewhere; a run that has ended stays as it is.
   */
  public Work<Run> cancel(RunId id, Actor actor) {
    return Work.of(
            database,
            tx -> {
              boolean requested = tables.runs().requestCancel(tx, id, actor);
              return new Cancel(tables.run(tx, id), requested);
            },
            cancel -> {
              if (cancel.requested()) {
                node.hands().cancel(id);
              }
            })
        .map(Cancel::run);
  }

  private record Cancel(Run run, boolean requested) {}

  public Details get(RunId id) {
    return database.read(
        tx -> {
          Run run = tables.run(tx, id);
          return new Details(run, spec(run.kind()).agents(), tables.checkpoints().ofRun(tx, id));
        });
  }

  /** The last runs of a bid, newest first. */
  public List<Run> ofBid(BidId bid, int limit) {
    return database.read(
        tx -> {
          tables.requireBid(tx, bid);
          return tables.runs().ofBid(tx, bid, Math.clamp(limit, 1, Bids.MAX_PAGE));
        });
  }

  /**
   * Applies what a run has left, or some fields of it, to the bid as a person's change. The bid
   * takes the path of the run in two versions, through the running status and out of it, so that
   * only legal transitions are ever recorded.
   *
   * @param fields the fields to take; empty for all
   */
  public Work<Bid> apply(RunId id, long baseVersion, Optional<Set<String>> fields, Actor actor) {
    return Work.of(
        database,
        tx -> {
          Run run = tables.run(tx, id);
          Run.Proposal proposal = proposal(run);
          Edit edit = Edit.setting(chosen(proposal, fields));
          Bid bid = tables.lockedBidAt(tx, run.bidId(), baseVersion, now -> edit);
          if (bid.status() == run.kind().committed() && edit.against(bid.fields()).isEmpty()) {
            throw new Refusal.NothingToApply("The bid has these values already.");
          }
          String reason = "result of %s %s applied".formatted(run.kind().wireName(), id.value());
          Transition in = new Transition.Start(run.kind());
          Transition out = new Transition.Commit(run.kind());
          Bid between = tables.step(tx, bid, Edit.NONE, in.apply(bid.status()), actor, reason);
          Bid after = tables.step(tx, between, edit, out.apply(between.status()), actor, reason);
          tables.runs().keepProposal(tx, id, rest(proposal, edit));
          return after;
        });
  }

  /**
   * Puts away what a run has left, for everybody. It stays with the run and can be applied still.
   *
   * @throws Refusal.NothingToApply where the run left nothing, or it is applied
   */
  public Work<Run> discard(RunId id) {
    return Work.of(
        database,
        tx -> {
          tables.lockedBid(tx, tables.run(tx, id).bidId()); // nobody applies it meanwhile
          Run.Proposal proposal = proposal(tables.run(tx, id));
          if (proposal.applied()) {
            throw new Refusal.NothingToApply("What the run left is on the bid.");
          }
          Run.Proposal away = new Run.Proposal(proposal.changes(), proposal.summary(), false, true);
          tables.runs().keepProposal(tx, id, away);
          return tables.run(tx, id);
        });
  }

  private static Run.Proposal proposal(Run run) {
    if (run.state() == RunState.RUNNING) {
      throw new Refusal.NothingToApply("The run is still working; wait for its end.");
    }
    return run.proposal()
        .orElseThrow(
            () -> new Refusal.NothingToApply("The run left nothing that is not on the bid."));
  }

  /** What is left once an edit is applied: the other changes, or all of them as applied. */
  private static Run.Proposal rest(Run.Proposal proposal, Edit applied) {
    Map<String, Object> open = new HashMap<>(proposal.changes());
    open.keySet().removeAll(applied.changes().keySet());
    return open.isEmpty()
        ? new Run.Proposal(proposal.changes(), proposal.summary(), true, false)
        : Run.Proposal.open(open, proposal.summary());
  }

  private static Map<String, Object> chosen(Run.Proposal proposal, Optional<Set<String>> fields) {
    Map<String, Object> chosen = new HashMap<>(proposal.changes());
    fields.ifPresent(
        names -> {
          if (!proposal.changes().keySet().containsAll(names) || names.isEmpty()) {
            throw new Refusal.Invalid(
                "/fields", "Choose from: " + String.join(", ", proposal.changes().keySet()));
          }
          chosen.keySet().retainAll(names);
        });
    return chosen;
  }

  private RunSpec spec(RunKind kind) {
    RunSpec spec = specs.get(kind);
    if (spec == null) {
      throw new IllegalStateException("no plan for " + kind);
    }
    return spec;
  }
}
