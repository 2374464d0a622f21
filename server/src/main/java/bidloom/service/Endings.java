package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.Edit;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunState;
import bidloom.domain.Transition;
import bidloom.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run ends without changing its bid: the status goes back, the revision, the terminal event
 * and the closed row are written in the caller's transaction (guarantee G7). The caller holds the
 * run under its fence.
 */
final class Endings {
  private Endings() {}

  static void cancelled(Tx tx, Tables tables, Run run, Actor by) {
    Map<String, Object> data = Map.of("message", "cancelled by " + by.name(), "by", by.text());
    end(tx, tables, run, by, new RunEvent.Draft(RunEvent.Type.ABORT, data));
    close(tx, tables, run, RunState.CANCELLED, Optional.empty(), Optional.empty());
  }

  static void failed(Tx tx, Tables tables, Run run, Run.Failure failure) {
    Map<String, Object> data =
        Map.of(
            "message",
            failure.message(),
            "error",
            Map.of("code", failure.code(), "message", failure.message()));
    end(tx, tables, run, Actor.run(run.id()), new RunEvent.Draft(RunEvent.Type.ERROR, data));
    close(tx, tables, run, RunState.FAILED, Optional.empty(), Optional.of(failure));
  }

  static void stale(Tx tx, Tables tables, Run run, Run.Proposal proposal, RunEvent.Draft conflict) {
    end(tx, tables, run, Actor.run(run.id()), conflict);
    close(tx, tables, run, RunState.STALE, Optional.of(proposal), Optional.empty());
  }

  private static void end(Tx tx, Tables tables, Run run, Actor actor, RunEvent.Draft last) {
    Bid bid = tables.lockedBid(tx, run.bidId());
    Transition back = new Transition.Return(run.kind(), run.base().priorStatus());
    String reason =
        "%s ended without result: %s".formatted(run.kind().wireName(), last.type().wireName());
    tables.step(tx, bid, Edit.NONE, back.apply(bid.status()), actor, reason);
    tables.append(tx, run.fence(), List.of(last));
  }

  static void close(
      Tx tx,
      Tables tables,
      Run run,
      RunState state,
      Optional<Run.Proposal> proposal,
      Optional<Run.Failure> failure) {
    if (!tables.runs().close(tx, run.fence(), state, proposal, failure)) {
      throw new IllegalStateException("a held run was closed by another");
    }
  }
}
