package bidloom.simulation;

import bidloom.agents.AgentOutput;
import bidloom.agents.Outcome;
import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people asked for and were told, and what agents came to: the outside's view of a history.
 */
final class Ledger {
  /** What somebody heard of a write. */
  enum Heard {
    ACCEPTED,
    REFUSED,
    NOTHING
  }

  /**
   * A write of a person's. Each has an actor of its own, so that a revision tells of which it is.
   *
   * @param version the bid's after it, where it was accepted
   */
  record Write(
      Actor actor, BidId bid, long base, boolean strict, Edit edit, Heard heard, long version) {}

  /** A person's wish to apply what a run left. */
  record Applied(Actor actor, RunId run, BidId bid, long base, Heard heard, long version) {}

  /** An agent's output, at a step of the scheduler. */
  record Finished(Fence label, String agent, AgentOutput output, long step) {}

  final List<BidId> bids = new ArrayList<>();
  final List<RunId> runs = new ArrayList<>();
  final List<Write> writes = new ArrayList<>();
  final List<Applied> applied = new ArrayList<>();
  final List<Finished> finished = new ArrayList<>();
  final Map<Fence, Outcome> results = new HashMap<>();
  int streamsFollowed;
  int open;

  void started(RunId run) {
    if (!runs.contains(run)) {
      runs.add(run);
    }
  }

  /** How many writes were accepted onto a newer version than they were made from. */
  int merged() {
    return (int)
        writes.stream()
            .filter(w -> w.heard() == Heard.ACCEPTED && w.version() > w.base() + 1)
            .count();
  }

  int appliedOnes() {
    return (int) applied.stream().filter(a -> a.heard() == Heard.ACCEPTED).count();
  }

  Optional<Outcome> result(RunId run, long epoch) {
    return Optional.ofNullable(results.get(new Fence(run, epoch)));
  }
}
