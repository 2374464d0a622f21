package bidloom.simulation;

import static bidloom.simulation.Violation.unless;

import bidloom.agents.Outcome;
import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.store.RunStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What has become of each run: G7 to G10. */
final class RunCheck {
  private static final String CHECKPOINT =
      "SELECT epoch FROM run_checkpoint WHERE run_id = ? AND agent = ?";

  private final World world;
  private final RunStore store;
  private final Map<RunKind, Set<String>> reads = new EnumMap<>(RunKind.class);

  RunCheck(World world) {
    this.world = world;
    this.store = new RunStore(world.store);
    SimulatedAgents.plans(world).forEach((kind, plan) -> reads.put(kind, plan.spec().reads()));
  }

  void check(CommitCheck.RunRow row) {
    Run run = world.store.truth(tx -> store.find(tx, new RunId(row.id()))).orElseThrow();
    Chain chain = Optional.ofNullable(world.check.chains().get(row.bid())).orElseThrow();
    List<Revision> written =
        chain.revisions().stream().filter(r -> r.actor().equals(Actor.run(run.id()))).toList();
    boolean cancelled = run.state() == RunState.CANCELLED;
    unless(written.size() == (cancelled ? 0 : 1), "G7", "%s wrote %s", run, written);
    Optional<Outcome> outcome = world.ledger.result(run.id(), run.lease().epoch());
    if (run.state() == RunState.COMMITTED) {
      committed(run, chain, written.getFirst(), outcome.orElseThrow());
    } else {
      written.forEach(r -> unless(onlyStatus(r), "G7", "%s changed %s", run, r));
    }
    if (run.state() == RunState.STALE) {
      stale(run, chain, written.getFirst(), outcome.orElseThrow());
    }
  }

  private static boolean onlyStatus(Revision revision) {
    return revision.changes().stream().allMatch(change -> change.field().equals(Bid.STATUS));
  }

  private List<String> changedInputs(Run run, Chain chain, long version) {
    Map<String, Object> then = chain.at(run.base().version());
    Map<String, Object> now = chain.at(version);
    return reads.get(run.kind()).stream()
        .filter(field -> !Objects.equals(then.get(field), now.get(field)))
        .toList();
  }

  private void committed(Run run, Chain chain, Revision revision, Outcome outcome) {
    long onto = revision.version() - 1;
    List<String> changed = changedInputs(run, chain, onto);
    unless(changed.isEmpty(), "G8", "%s is applied though %s changed", run.id(), changed);
    Map<String, Object> left = run.proposal().map(Run.Proposal::changes).orElse(Map.of());
    Map<String, Object> after = chain.at(revision.version());
    outcome
        .changes()
        .forEach(
            (field, value) ->
                unless(
                    value.equals(after.get(field)) || left.containsKey(field),
                    "G9",
                    "%s=%s of %s is nowhere",
                    field,
                    value,
                    run.id()));
    for (FieldChange change : revision.changes()) {
      lastTouch(chain, change.field(), onto)
          .filter(last -> last.actor().person())
          .filter(last -> !change.field().equals(Bid.STATUS))
          .ifPresent(
              last ->
                  unless(
                      last.version() <= run.base().version() && run.kind() != RunKind.EXTRACTION,
                      "G10",
                      "%s overwrites %s, which %s set in v%d",
                      run.id(),
                      change,
                      last.actor(),
                      last.version()));
    }
  }

  private static Optional<Revision> lastTouch(Chain chain, String field, long upTo) {
    return chain.revisions().stream()
        .filter(r -> r.version() <= upTo)
        .filter(r -> r.changes().stream().anyMatch(c -> c.field().equals(field)))
        .reduce((first, second) -> second);
  }

  private void stale(Run run, Chain chain, Revision revision, Outcome outcome) {
    List<String> changed = changedInputs(run, chain, revision.version() - 1);
    unless(!changed.isEmpty(), "G8", "%s is stale, and nothing that it read changed", run.id());
    Map<String, Object> left = run.proposal().map(Run.Proposal::changes).orElse(Map.of());
    boolean applied =
        world.ledger.applied.stream()
            .anyMatch(a -> a.run().equals(run.id()) && a.heard() != Ledger.Heard.REFUSED);
    unless(applied || left.equals(outcome.changes()), "G9", "%s left only %s", run.id(), left);
  }

  /**
   * G9: what an agent had finished before anybody cancelled is kept, if its owner ended the run.
   */
  void kept(Ledger.Finished finished) {
    RunId id = finished.label().runId();
    CommitCheck.RunRow run = Optional.ofNullable(world.check.runs().get(id.value())).orElseThrow();
    boolean endedByOwner = run.epoch() == finished.label().epoch();
    boolean before = world.check.cancelled(run.id()).map(at -> finished.step() < at).orElse(true);
    if (endedByOwner && before && run.state() != RunState.FAILED) {
      String kept =
          world.store.rows(CHECKPOINT, run.id(), finished.agent()).stream()
              .map(row -> String.valueOf(row[0]))
              .collect(Collectors.joining());
      unless(!kept.isEmpty(), "G9", "%s had finished for %s, and is not kept", finished, run);
    }
  }
}
