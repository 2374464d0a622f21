package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.RunEvent;
import bidloom.domain.RunState;
import bidloom.domain.Transition;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the database refuses whoever writes, plain SQL included: guarantees G1 to G4 and G6. */
abstract class GuardContract extends StoreFixture {

  private void refused(String sql) {
    assertThatThrownBy(() -> home.execute(sql)).as(sql).isInstanceOf(SQLException.class);
  }

  @Test
  void aVersionThatDoesNotAdvanceByOneIsRefused() throws SQLException {
    BidId id = draft();
    for (String version : List.of("version", "version + 2", "version - 1", "1", "NULL")) {
      refused(
          "UPDATE bid_opportunities SET title = 'x', version = %s WHERE id = '%s'"
              .formatted(version, id));
    }
    refused("UPDATE bid_opportunities SET title = 'x' WHERE id = '%s'".formatted(id));
    refused(
        "UPDATE bid_opportunities SET id = 'x', version = version + 1 WHERE id = '%s'"
            .formatted(id));
    assertThat(bid(id).version()).isEqualTo(1);
    assertThat(
            home.execute(
                "UPDATE bid_opportunities SET title = 'x', version = version + 1 WHERE id = '%s'"
                    .formatted(id)))
        .isEqualTo(1);
  }

  @Test
  void everyIllegalStatusPairIsRefusedAndNoLegalOne() throws SQLException {
    Map<BidStatus, BidId> there = bidsInEveryStatus();
    for (BidStatus from : BidStatus.values()) {
      for (BidStatus to : BidStatus.values()) {
        BidId id = there.get(from);
        String step =
            "UPDATE bid_opportunities SET status = '%s', version = version + 1 WHERE id = '%s'"
                .formatted(to.wireName(), id);
        boolean legal = from == to || Transition.pairs().contains(new Transition.Pair(from, to));
        if (legal) {
          assertThat(home.execute(step)).as("%s to %s", from, to).isEqualTo(1);
          there.put(from, bidIn(from));
        } else {
          refused(step);
        }
      }
    }
    refused(
        "UPDATE bid_opportunities SET status = 'won', version = version + 1 WHERE id = '%s'"
            .formatted(draft()));
    refused(
        "UPDATE bid_opportunities SET status = NULL, version = version + 1 WHERE id = '%s'"
            .formatted(draft()));
  }

  private Map<BidStatus, BidId> bidsInEveryStatus() {
    Map<BidStatus, BidId> bidsByStatus = new EnumMap<>(BidStatus.class);
    for (BidStatus status : BidStatus.values()) {
      bidsByStatus.put(status, bidIn(status));
    }
    return bidsByStatus;
  }

  private BidId bidIn(BidStatus status) {
    Bid bid = bid(draft());
    for (BidStatus step : path(status)) {
      bid = swap(bid, Edit.NONE, step).orElseThrow();
    }
    return bid.id();
  }

  /** The shortest way of legal steps from a draft. */
  private static List<BidStatus> path(BidStatus target) {
    Deque<List<BidStatus>> open = new ArrayDeque<>(List.of(List.of(BidStatus.DRAFT)));
    while (true) {
      List<BidStatus> way = open.removeFirst();
      if (way.getLast() == target) {
        return way.subList(1, way.size());
      }
      for (BidStatus next : Transition.legalFrom(way.getLast())) {
        List<BidStatus> longer = new ArrayList<>(way);
        longer.add(next);
        open.addLast(longer);
      }
    }
  }

  @Test
  void aBidIsBornADraftAtVersionOne() {
    String insert = "INSERT INTO bid_opportunities (id, version, status) VALUES ('%s', %s, '%s')";
    refused(insert.formatted("born-a", "2", "draft"));
    refused(insert.formatted("born-b", "1", "bit_decided"));
  }

  @Test
  void bidsAreNotDeleted() {
    refused("DELETE FROM bid_opportunities WHERE id = '%s'".formatted(draft()));
  }

  @Test
  void revisionsAreFinal() {
    BidId id = draft();
    refused("UPDATE bid_revision SET reason = 'x' WHERE bid_id = '%s'".formatted(id));
    refused("DELETE FROM bid_revision WHERE bid_id = '%s'".formatted(id));
    refused(
        "INSERT INTO bid_revision (bid_id, version, at, actor, reason, changes) VALUES ('%s', 7, 0, 'user:x', 'x', '[]')"
            .formatted(id));
  }

  @Test
  void anEpochNeverFallsAndALogNeverShrinks() {
    Fence fence = running("node");
    database.write(tx -> runs.seize(tx, fence, "heir"));
    database.write(
        tx -> tx.update("UPDATE bid_run SET last_seq = 3 WHERE id = ?", fence.runId().value()));
    refused("UPDATE bid_run SET epoch = 1 WHERE id = '%s'".formatted(fence.runId()));
    refused("UPDATE bid_run SET last_seq = 2 WHERE id = '%s'".formatted(fence.runId()));
  }

  @Test
  void anEndedRunIsFinal() {
    Fence fence = running("node");
    close(fence, RunState.FAILED);
    for (String change :
        List.of("state = 'running'", "state = 'committed'", "epoch = 9", "last_seq = 9")) {
      refused("UPDATE bid_run SET %s WHERE id = '%s'".formatted(change, fence.runId()));
    }
    refused("DELETE FROM bid_run WHERE id = '%s'".formatted(fence.runId()));
  }

  @Test
  void aSecondActiveRunIsRefused() {
    Fence fence = running("node");
    refused(copyOfRun("INSERT INTO", fence, "'copy-of-' || id"));
  }

  private static String copyOfRun(String insert, Fence fence, String id) {
    return """
        %s bid_run (id, bid_id, kind, state, owner, epoch, lease_until, attempt, base_version,
          prior_status, inputs, started_by, started_at, last_seq)
        SELECT %s, bid_id, kind, state, 'thief', 1, 0, 1, 0, '', '{}', started_by, 0, 0
        FROM bid_run WHERE id = '%s'
        """
        .formatted(insert, id, fence.runId());
  }

  @Test
  void loggedEventsAreFinal() {
    Fence fence = running("node");
    RunEvent.Draft told = new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, Map.of());
    database.write(tx -> events.append(tx, fence, List.of(told)));
    refused("UPDATE run_event SET data = '{}' WHERE run_id = '%s'".formatted(fence.runId()));
    refused("DELETE FROM run_event WHERE run_id = '%s'".formatted(fence.runId()));
  }

  @Test
  void theStatusTableIsTheTransitionTable() throws SQLException {
    assertThat(home.column("SELECT from_status || '>' || to_status FROM bid_status_transition"))
        .extracting(Optional::orElseThrow)
        .containsExactlyInAnyOrderElementsOf(
            Transition.pairs().stream()
                .map(p -> p.from().wireName() + ">" + p.to().wireName())
                .toList());
  }

  /** SQLite's way to delete a row without saying so. */
  void replacingIsRefused() throws SQLException {
    BidId id = draft();
    retitle(bid(id), "second");
    refused(
        "INSERT OR REPLACE INTO bid_opportunities (id, version, status) VALUES ('%s', 1, 'draft')"
            .formatted(id));
    refused(
        "INSERT OR REPLACE INTO bid_revision (bid_id, version, at, actor, reason, changes) VALUES ('%s', 2, 0, 'user:x', 'x', '[]')"
            .formatted(id));
    Fence fence = running("node");
    RunEvent.Draft told = new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, Map.of());
    database.write(tx -> events.append(tx, fence, List.of(told)));
    refused(copyOfRun("INSERT OR REPLACE INTO", fence, "id"));
    refused(
        "UPDATE OR REPLACE bid_run SET id = 'x', epoch = 2 WHERE id = '%s'"
            .formatted(fence.runId()));
    refused(
        "INSERT OR REPLACE INTO run_event (run_id, seq, type, data, at) VALUES ('%s', 1, 'complete', '{}', 0)"
            .formatted(fence.runId()));
    assertThat(run(fence).lease().owner()).isEqualTo("node");
  }
}
