package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.Checkpoint;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.FieldChange;
import bidloom.domain.Merge;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.domain.Transition;
import bidloom.log.EventLog;
import bidloom.store.Database;
import bidloom.store.RunStore;
import bidloom.store.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the worker of a run writes. Every call is one transaction under the run's fence: it throws
 * {@link Refusal.Fenced}, and has no effect, once the run is somebody else's or has ended
 * (guarantee G6).
 */
public final class Outcomes {
  private final Database database;
  private final Tables tables;
  private final EventLog log;
  private final Settings settings;
  private final Retention retention;

  public Outcomes(Database database, Tables tables, EventLog log, Settings settings) {
    this.database = database;
    this.tables = tables;
    this.log = log;
    this.settings = settings;
    this.retention = new Retention(database, tables);
  }

  /** A result ready to be applied. */
  public record Result(
      Map<String, Object> changes, String summary, Map<String, Object> highlights) {}

  /** How a run ended. */
  public record Ended(RunState state, long bidVersion) {}

  /** The kept outputs of a run. */
  public List<Checkpoint> checkpoints(Fence fence) {
    return database.read(tx -> tables.checkpoints().ofRun(tx, fence.runId()));
  }

  /** The run as it is now, whoever owns it. */
  public Optional<Run> look(Fence fence) {
    return database.read(tx -> tables.runs().find(tx, fence.runId()));
  }

  /** Keeps an agent's output and tells of it, both or neither (guarantee G9). */
  public void checkpoint(Checkpoint checkpoint, RunEvent.Draft event) {
    Fence fence = new Fence(checkpoint.runId(), checkpoint.epoch());
    database.write(
        tx -> {
          tables.heldRun(tx, fence);
          if (tables.checkpoints().insert(tx, checkpoint)) {
            tables.append(tx, fence, List.of(event));
          }
          return fence;
        });
    log.signal(fence.runId());
  }

  /**
   * Applies a result, or closes the run as stale with the result as a proposal (guarantees G7 to
   * G10): run, bid, revision and terminal event in one transaction.
   */
  public Ended commit(Fence fence, Result result) {
    Ended ended =
        database.write(
            tx -> {
              Run run = tables.heldRun(tx, fence);
              Bid bid = tables.lockedBid(tx, run.bidId());
              List<FieldChange> changed = run.base().changedOn(bid);
              return changed.isEmpty()
                  ? apply(tx, run, bid, result)
                  : stale(tx, run, bid, result, changed);
            });
    log.signal(fence.runId());
    return ended;
  }

  private Ended apply(Tx tx, Run run, Bid bid, Result result) {
    Set<String> kept = heldByPeople(tx, run, bid, result);
    Edit edit = Edit.setting(result.changes()).without(kept);
    Transition commit = new Transition.Commit(run.kind());
    String reason = run.kind().wireName() + " committed";
    Bid after = tables.step(tx, bid, edit, commit.apply(bid.status()), Actor.run(run.id()), reason);
    Map<String, Object> data = new TreeMap<>(result.highlights());
    data.put("message", result.summary());
    data.put("version", after.version());
    data.put("status", after.status().wireName());
    if (!kept.isEmpty()) {
      data.put("withheld", List.copyOf(kept));
    }
    List<RunEvent.Draft> events = new ArrayList<>();
    if (!result.highlights().isEmpty()) {
      Map<String, Object> decision = new TreeMap<>(result.highlights());
      decision.put("message", result.summary());
      events.add(new RunEvent.Draft(RunEvent.Type.DECISION, decision));
    }
    events.add(new RunEvent.Draft(RunEvent.Type.COMPLETE, data));
    tables.append(tx, run.fence(), events);
    Endings.close(tx, tables, run, RunState.COMMITTED, proposalOf(result, kept), Optional.empty());
    return new Ended(RunState.COMMITTED, after.version());
  }

  private static Optional<Run.Proposal> proposalOf(Result result, Set<String> kept) {
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> withheld = new TreeMap<>(result.changes());
    withheld.keySet().retainAll(kept);
    return Optional.of(Run.Proposal.open(withheld, result.summary()));
  }

  /**
   * The fields of a result that keep a person's value (guarantee G10): those that a person set
   * after the run read the bid, and for an extraction those that a person ever set.
   */
  private Set<String> heldByPeople(Tx tx, Run run, Bid bid, Result result) {
    long from = run.kind() == RunKind.EXTRACTION ? 0 : run.base().version();
    List<Revision> since = tables.revisions().since(tx, bid.id(), from);
    return Merge.touched(since).entrySet().stream()
        .filter(touched -> touched.getValue().last().actor().person())
        .map(Map.Entry::getKey)
        .filter(field -> differs(bid, result, field))
        .collect(Collectors.toSet());
  }

  private static boolean differs(Bid bid, Result result, String field) {
    Object proposed = result.changes().get(field);
    return proposed != null && !bid.field(field).equals(Optional.of(proposed));
  }

  private Ended stale(Tx tx, Run run, Bid bid, Result result, List<FieldChange> changed) {
    List<Revision> since = tables.revisions().since(tx, bid.id(), run.base().version());
    Map<String, Object> conflict =
        ConflictReport.of(run.base().version(), bid.version() + 1, changed, since);
    String message =
        "not applied: %s changed meanwhile; the result is kept as a proposal"
            .formatted(changed.stream().map(FieldChange::field).collect(Collectors.joining(", ")));
    RunEvent.Draft event =
        new RunEvent.Draft(
            RunEvent.Type.CONFLICT,
            Map.of("message", message, "conflict", conflict, "version", bid.version() + 1));
    Run.Proposal proposal = Run.Proposal.open(result.changes(), result.summary());
    Endings.stale(tx, tables, run, proposal, event);
    return new Ended(RunState.STALE, bid.version() + 1);
  }

  /** Closes a run that can't come to a result; its agents' outputs stay. */
  public void fail(Fence fence, Run.Failure failure) {
    database.write(
        tx -> {
          Endings.failed(tx, tables, tables.heldRun(tx, fence), failure);
          return fence;
        });
    log.signal(fence.runId());
  }

  /** Closes a run that somebody asked to stop; its agents' outputs stay. */
  public void cancel(Fence fence) {
    database.write(
        tx -> {
          Run run = tables.heldRun(tx, fence);
          Endings.cancelled(tx, tables, run, run.cancelBy().orElse(Actor.system("server")));
          return fence;
        });
    log.signal(fence.runId());
  }

  /** Renews the leases of runs that a node works on; those that do not come back are lost. */
  public List<RunStore.Renewed> heartbeat(String owner, Collection<Fence> fences) {
    return database.writeUrgently(tx -> tables.runs().renew(tx, owner, fences, settings.lease()));
  }

  /** Acquires runs whose owner has been silent for longer than its lease (guarantee G11). */
  public List<Run> takeOver(String owner, int limit) {
    return database.write(tx -> tables.runs().takeOver(tx, owner, settings.lease(), limit));
  }

  /** Gives all leases of a node that shuts down to whoever comes first. */
  public void handBack(String owner) {
    database.write(tx -> tables.runs().handBack(tx, owner));
  }

  /**
   * Removes the logs of runs that ended long ago, keys that nobody will repeat any more, and raw
   * inputs that are to be kept no longer; the number of events.
   */
  public int prune() {
    settings.keepRawInput().ifPresent(retention::prune);
    database.write(tx -> tables.keys().prune(tx, settings.keepKeys()));
    return database.write(tx -> tables.events().prune(tx, settings.keepEvents()));
  }
}
