package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidStatus;
import bidloom.domain.Checkpoint;
import bidloom.domain.Edit;
import bidloom.domain.Fence;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.store.Race;
import bidloom.store.StoreFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The life of a run as its guarantees promise it: G3 to G10. */
abstract class ProtocolContract extends ServiceFixture {

  @Test
  void aStartIsOneStepOfTheBidWithItsRunAndItsFirstEvent() {
    Bid before = reviewing();
    Run run = evaluation(before);
    Bid bid = bid(before.id());
    assertThat(bid.status()).isEqualTo(BidStatus.EVALUATING);
    assertThat(bid.version()).isEqualTo(before.version() + 1);
    assertThat(run.base().priorStatus()).isEqualTo(BidStatus.REVIEWING);
    assertThat(run.base().version()).isEqualTo(before.version());
    assertThat(run.base().inputs()).isEqualTo(Map.of("title", "Road signs"));
    assertThat(events(run.fence())).extracting(RunEvent::type).containsExactly(RunEvent.Type.START);
    assertThat(bids.get(bid.id()).activeRun()).contains(run);
    assertThat(hands.started).contains(run.id());
  }

  @Test
  void ofManyStartsAtOnceOneRunsAndTheOthersJoin() throws InterruptedException {
    Bid bid = reviewing();
    Runs elsewhere = runs("elsewhere");
    List<Runs.Started> all =
        Race.of(
            List.of(
                () -> runs.start(bid.id(), RunKind.EVALUATION, Runs.OnActive.JOIN, ADA).now(),
                () -> elsewhere.start(bid.id(), RunKind.EVALUATION, Runs.OnActive.JOIN, BO).now(),
                () -> runs.start(bid.id(), RunKind.EVALUATION, Runs.OnActive.JOIN, ADA).now(),
                () -> elsewhere.start(bid.id(), RunKind.EVALUATION, Runs.OnActive.JOIN, BO).now()));
    assertThat(all).filteredOn(one -> !one.joined()).hasSize(1);
    assertThat(all).extracting(one -> one.run().id()).containsOnly(all.getFirst().run().id());
    assertThat(runs.ofBid(bid.id(), 10)).hasSize(1);
    assertThat(bid(bid.id()).version()).isEqualTo(bid.version() + 1);
  }

  @Test
  void aFullNodeStartsNothingAndChangesNothingButLetsOthersJoin() {
    Bid running = reviewing();
    Run run = evaluation(running);
    Bid idle = reviewing();
    hands.full = true;
    assertThatThrownBy(() -> evaluation(idle)).isInstanceOf(Refusal.Unavailable.class);
    assertThat(bid(idle.id())).isEqualTo(idle);
    assertThat(runs.ofBid(idle.id(), 10)).noneMatch(other -> other.kind() == RunKind.EVALUATION);
    assertThatThrownBy(
            () -> runs.start(running.id(), RunKind.EVALUATION, Runs.OnActive.REPLACE, BO).now())
        .isInstanceOf(Refusal.Unavailable.class);
    assertThat(runs.get(run.id()).run()).isEqualTo(run);
    Runs.Started joined =
        runs.start(running.id(), RunKind.EVALUATION, Runs.OnActive.JOIN, BO).now();
    assertThat(joined.run().id()).isEqualTo(run.id());
    assertThat(joined.joined()).isTrue();
    hands.full = false;
  }

  @Test
  void aSecondStartThatRejectsNamesTheActiveRun() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    assertThatThrownBy(() -> evaluation(bid))
        .isInstanceOfSatisfying(
            Refusal.RunActive.class,
            active -> assertThat(active.active().id()).isEqualTo(run.id()));
  }

  @Test
  void aRunOfAnotherKindIsNotJoined() {
    Bid bid = reviewing();
    evaluation(bid);
    assertThatThrownBy(
            () -> runs.start(bid.id(), RunKind.QUICK_SCAN, Runs.OnActive.JOIN, ADA).now())
        .isInstanceOf(Refusal.RunActive.class);
  }

  @Test
  void aReplacedRunIsCancelledAndItsOwnerFenced() {
    Bid bid = reviewing();
    Run old = evaluation(bid);
    Run now = runs.start(bid.id(), RunKind.QUICK_SCAN, Runs.OnActive.REPLACE, BO).now().run();
    assertThat(run(old.fence()).state()).isEqualTo(RunState.CANCELLED);
    assertThat(events(old.fence()))
        .extracting(RunEvent::type)
        .containsExactly(RunEvent.Type.START, RunEvent.Type.ABORT);
    assertThat(hands.cancelled).contains(old.id());
    assertThat(status(bid)).isEqualTo(BidStatus.QUICK_SCANNING);
    assertThat(now.base().priorStatus()).isEqualTo(BidStatus.REVIEWING);
    assertNothingIsWrittenUnder(old.fence());
    assertThat(bids.get(bid.id()).activeRun()).contains(now);
  }

  private void assertNothingIsWrittenUnder(Fence fence) {
    Run before = run(fence);
    RunEvent.Draft told = new RunEvent.Draft(RunEvent.Type.AGENT_COMPLETE, Map.of());
    Checkpoint late = new Checkpoint(fence.runId(), "late", fence.epoch(), false, Map.of());
    assertThatThrownBy(() -> outcomes.checkpoint(late, told)).isInstanceOf(Refusal.Fenced.class);
    assertThatThrownBy(() -> outcomes.commit(fence, deciding("BIT")))
        .isInstanceOf(Refusal.Fenced.class);
    assertThatThrownBy(() -> outcomes.fail(fence, new Run.Failure("x", "x")))
        .isInstanceOf(Refusal.Fenced.class);
    assertThatThrownBy(() -> outcomes.cancel(fence)).isInstanceOf(Refusal.Fenced.class);
    assertThat(run(fence)).isEqualTo(before);
    assertThat(outcomes.checkpoints(fence)).extracting(Checkpoint::agent).doesNotContain("late");
  }

  @Test
  void anIllegalStartLeavesNoRun() {
    Bid bid = draft();
    assertThatThrownBy(() -> evaluation(bid))
        .isInstanceOfSatisfying(
            Refusal.IllegalTransition.class,
            refused -> assertThat(refused.legal()).contains(BidStatus.EXTRACTING));
    assertThat(runs.ofBid(bid.id(), 10)).isEmpty();
    assertThat(bid(bid.id())).isEqualTo(bid);
  }

  @Test
  void aCommitIsBidRevisionEventAndEndInOne() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    Outcomes.Ended ended = outcomes.commit(run.fence(), deciding("BIT"));
    Bid after = bid(bid.id());
    assertThat(ended).isEqualTo(new Outcomes.Ended(RunState.COMMITTED, after.version()));
    assertThat(after.status()).isEqualTo(BidStatus.BIT_DECIDED);
    assertThat(after.fields()).containsEntry("decision", "BIT").containsEntry("stage", "judged");
    assertThat(revisions(bid.id()).getFirst().actor()).isEqualTo(Actor.run(run.id()));
    assertThat(events(run.fence()))
        .extracting(RunEvent::type)
        .containsExactly(RunEvent.Type.START, RunEvent.Type.DECISION, RunEvent.Type.COMPLETE);
    assertThat(run(run.fence()).state()).isEqualTo(RunState.COMMITTED);
    assertThat(run(run.fence()).proposal()).isEmpty();
    assertThat(bids.get(bid.id()).activeRun()).isEmpty();
  }

  @Test
  void aCommitThatFallsLeavesTheRunActiveAndTheBidAsItWas() {
    Run run = evaluation(reviewing());
    Bid before = bid(run.bidId());
    Outcomes.Result unstorable =
        new Outcomes.Result(Map.of("decision", "BIT"), "x", Map.of("not JSON", new Object()));
    assertThatThrownBy(() -> outcomes.commit(run.fence(), unstorable))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(bid(run.bidId())).isEqualTo(before);
    assertThat(run(run.fence())).isEqualTo(run);
    assertThat(events(run.fence())).hasSize(1);
  }

  @Test
  void aChangedInputMakesTheRunStaleAndTheConflictTellsWhat() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    clock.advance(Duration.ofSeconds(3));
    Edit edit = Edit.setting(Map.of("title", "Bridge", "requirements.budget", Map.of("amount", 5)));
    Bids.Edited edited = bids.edit(bid.id(), bid.version() + 1, edit, Bids.OnConflict.REFUSE, BO);
    assertThat(edited.goingStale().map(Run::id)).contains(run.id());
    assertThat(outcomes.commit(run.fence(), deciding("BIT")).state()).isEqualTo(RunState.STALE);
    Bid after = bid(bid.id());
    assertThat(after.status()).isEqualTo(BidStatus.REVIEWING);
    assertThat(after.fields()).isEqualTo(edited.view().bid().fields());
    assertThat(run(run.fence()).proposal().orElseThrow().changes())
        .containsEntry("decision", "BIT");
    RunEvent last = events(run.fence()).getLast();
    assertThat(last.type()).isEqualTo(RunEvent.Type.CONFLICT);
    Map<?, ?> conflict = object(last.data(), "conflict");
    List<?> fields = (List<?>) Objects.requireNonNull(conflict.get("fields"));
    assertThat(fields).hasSize(2);
    assertThat((Map<?, ?>) fields.getLast())
        .isEqualTo(
            Map.of(
                "field",
                "title",
                "base",
                "Road signs",
                "theirs",
                "Bridge",
                "by",
                "user:bo",
                "at",
                clock.now().toString(),
                "version",
                new java.math.BigDecimal(edited.view().bid().version())));
  }

  @Test
  void aChangeOfAnotherFieldIsKeptBesideTheResult() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    edit(bid.id(), BO, "customerName", "Examplia");
    assertThat(outcomes.commit(run.fence(), deciding("NO_BIT")).state())
        .isEqualTo(RunState.COMMITTED);
    assertThat(bid(bid.id()).fields())
        .containsEntry("customerName", "Examplia")
        .containsEntry("decision", "NO_BIT");
    assertThat(bid(bid.id()).version()).isEqualTo(bid.version() + 3);
  }

  @Test
  void anInputThatWasChangedBackDoesNotMakeStale() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    edit(bid.id(), BO, "title", "For a while");
    edit(bid.id(), BO, "title", "Road signs");
    assertThat(outcomes.commit(run.fence(), deciding("BIT")).state()).isEqualTo(RunState.COMMITTED);
  }

  @Test
  void aClearedInputMakesStale() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    edit(bid.id(), BO, clearing("title"));
    assertThat(outcomes.commit(run.fence(), deciding("BIT")).state()).isEqualTo(RunState.STALE);
  }

  @Test
  void aValueThatAPersonSetMeanwhileIsKeptAndTheRunsOwnBecomesAProposal() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    edit(bid.id(), BO, "stage", "by hand");
    assertThat(outcomes.commit(run.fence(), deciding("BIT")).state()).isEqualTo(RunState.COMMITTED);
    assertThat(bid(bid.id()).fields())
        .containsEntry("stage", "by hand")
        .containsEntry("decision", "BIT");
    assertThat(run(run.fence()).proposal().orElseThrow().changes())
        .isEqualTo(Map.of("stage", "judged"));
    assertThat(events(run.fence()).getLast().data()).containsEntry("withheld", List.of("stage"));
  }

  @Test
  void aFieldThatAPersonClearedMeanwhileStaysClear() {
    Bid bid = reviewing();
    edit(bid.id(), ADA, "stage", "first talk");
    Run run = evaluation(bid);
    edit(bid.id(), BO, clearing("stage"));
    outcomes.commit(run.fence(), deciding("BIT"));
    assertThat(bid(bid.id()).fields()).containsEntry("decision", "BIT").doesNotContainKey("stage");
    assertThat(run(run.fence()).proposal().orElseThrow().changes())
        .isEqualTo(Map.of("stage", "judged"));
  }

  @Test
  void aValueThatAPersonSetBeforeTheRunReadItGivesWay() {
    Bid bid = edit(reviewing().id(), BO, "stage", "by hand, before");
    Run run = evaluation(bid);
    outcomes.commit(run.fence(), deciding("BIT"));
    assertThat(bid(bid.id()).field("stage")).contains("judged");
  }

  @Test
  void anExtractionNeverOverwritesAPersonsValue() {
    Bid bid = edit(draft().id(), BO, "requirements.country", "AT");
    Run run = start(bid, RunKind.EXTRACTION);
    Map<String, Object> found = Map.of("requirements.country", "DE", "requirements.language", "de");
    outcomes.commit(run.fence(), new Outcomes.Result(found, "read", Map.of()));
    Bid after = bid(bid.id());
    assertThat(after.fields())
        .containsEntry("requirements.country", "AT")
        .containsEntry("requirements.language", "de");
    assertThat(after.status()).isEqualTo(BidStatus.REVIEWING);
    assertThat(run(run.fence()).proposal().orElseThrow().changes())
        .isEqualTo(Map.of("requirements.country", "DE"));
  }

  @Test
  void aFailedRunReturnsTheBidAndKeepsItsOutputs() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    RunEvent.Draft done = new RunEvent.Draft(RunEvent.Type.AGENT_COMPLETE, Map.of("agent", "fit"));
    Checkpoint output = new Checkpoint(run.id(), "fit", 1, false, Map.of("summary", "good"));
    outcomes.checkpoint(output, done);
    outcomes.checkpoint(output, done);
    outcomes.fail(run.fence(), new Run.Failure("internal", "It broke."));
    assertThat(status(bid)).isEqualTo(BidStatus.REVIEWING);
    assertThat(run(run.fence()).failure()).contains(new Run.Failure("internal", "It broke."));
    assertThat(runs.get(run.id()).checkpoints()).containsExactly(output);
    assertThat(events(run.fence()))
        .extracting(RunEvent::type)
        .containsExactly(RunEvent.Type.START, RunEvent.Type.AGENT_COMPLETE, RunEvent.Type.ERROR);
    assertNothingIsWrittenUnder(run.fence());
    assertThatThrownBy(() -> outcomes.checkpoint(output, done)).isInstanceOf(Refusal.Fenced.class);
  }

  @Test
  void aCancelIsARequestUntilTheOwnerClosesTheRun() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    assertThat(runs.cancel(run.id(), BO).now().cancelBy()).contains(BO);
    assertThat(hands.cancelled).contains(run.id());
    assertThat(status(bid)).isEqualTo(BidStatus.EVALUATING);
    outcomes.cancel(run.fence());
    assertThat(status(bid)).isEqualTo(BidStatus.REVIEWING);
    assertThat(events(run.fence()).getLast().data()).containsEntry("by", "user:bo");
    assertThat(runs.cancel(run.id(), ADA).now().state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void aCommitWhoseReplyIsLostIsFoundByReadingTheRunAgain() {
    Bid bid = reviewing();
    Run run = evaluation(bid);
    database.loseReplies(1);
    assertThatThrownBy(() -> outcomes.commit(run.fence(), deciding("BIT")))
        .isInstanceOf(StoreFailure.class);
    assertThatThrownBy(() -> outcomes.commit(run.fence(), deciding("BIT")))
        .isInstanceOf(Refusal.Fenced.class);
    Run now = outcomes.look(run.fence()).orElseThrow();
    assertThat(now.state()).isEqualTo(RunState.COMMITTED);
    assertThat(now.lease().epoch()).isEqualTo(run.lease().epoch());
    assertThat(bid(bid.id()).version()).isEqualTo(bid.version() + 2);
  }

  @Test
  void twoCommitsOfOneRunCountOnce() throws InterruptedException {
    Run run = evaluation(reviewing());
    List<Boolean> done =
        Race.of(
            2,
            () -> {
              try {
                outcomes.commit(run.fence(), deciding("BIT"));
                return true;
              } catch (Refusal.Fenced second) {
                return false;
              }
            });
    assertThat(done).containsExactlyInAnyOrder(true, false);
    assertThat(events(run.fence())).hasSize(3);
  }

  @Test
  void aCommitAndAnEditAtOnceBothHoldOrTheRunIsStale() throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      Bid bid = reviewing();
      Run run = evaluation(bid);
      Edit edit = Edit.setting(Map.of("title", "Edited", "customerName", "Examplia"));
      Race.of(
          List.of(
              () -> outcomes.commit(run.fence(), deciding("BIT")),
              () -> bids.edit(bid.id(), bid.version() + 1, edit, Bids.OnConflict.MERGE, BO)));
      Bid after = bid(bid.id());
      assertThat(after.field("title")).contains("Edited");
      assertThat(after.version()).isEqualTo(bid.version() + 3);
      boolean applied = run(run.fence()).state() == RunState.COMMITTED;
      assertThat(after.field("decision").isPresent()).isEqualTo(applied);
      assertThat(after.status()).isEqualTo(applied ? BidStatus.BIT_DECIDED : BidStatus.REVIEWING);
    }
  }

  @Test
  void aCommitAReplaceAndACancelAtOnceWaitForEachOtherAndNeverInACircle()
      throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      Bid bid = reviewing();
      Run run = evaluation(bid);
      Race.of(
          List.of(
              () -> settled(() -> outcomes.commit(run.fence(), deciding("BIT"))),
              () ->
                  settled(() -> runs.start(bid.id(), run.kind(), Runs.OnActive.REPLACE, BO).now()),
              () -> settled(() -> runs.cancel(run.id(), ADA).now())));
      assertThat(run(run.fence()).state()).isIn(RunState.COMMITTED, RunState.CANCELLED);
      assertThat(revisions(bid.id()))
          .extracting(Revision::version)
          .startsWith(bid(bid.id()).version())
          .doesNotHaveDuplicates();
    }
  }

  /** Done or refused; a deadlock is neither. */
  private static boolean settled(Runnable step) {
    try {
      step.run();
      return true;
    } catch (Refusal.Fenced | Refusal.Unavailable | Refusal.RunActive refused) {
      return false;
    }
  }

  private Run stale() {
    Run run = evaluation(reviewing());
    edit(run.bidId(), BO, "title", "Bridge");
    outcomes.commit(run.fence(), deciding("BIT"));
    return run;
  }

  @Test
  void aProposalIsAppliedByAPerson() {
    Run run = stale();
    long version = bid(run.bidId()).version();
    Bid after = runs.apply(run.id(), version, Optional.empty(), BO).now();
    assertThat(after.fields()).containsEntry("decision", "BIT").containsEntry("title", "Bridge");
    assertThat(after.status()).isEqualTo(BidStatus.BIT_DECIDED);
    assertThat(after).isEqualTo(bid(run.bidId()));
    assertThat(revisions(run.bidId()).getFirst().actor()).isEqualTo(BO);
    assertThat(run(run.fence()).proposal().orElseThrow().applied()).isTrue();
  }

  @Test
  void someFieldsOfAProposalAreApplied() {
    Run run = stale();
    long version = bid(run.bidId()).version();
    Bid after = runs.apply(run.id(), version, Optional.of(Set.of("decision")), BO).now();
    assertThat(after.fields()).containsEntry("decision", "BIT").doesNotContainKey("stage");
    assertThat(run(run.fence()).proposal().orElseThrow())
        .isEqualTo(Run.Proposal.open(Map.of("stage", "judged"), "Bid on it"));
    assertThatThrownBy(
            () -> runs.apply(run.id(), after.version(), Optional.of(Set.of("title")), BO).now())
        .isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void whatWasNotAppliedOfAProposalCanBeAppliedLater() {
    Run run = stale();
    long version = bid(run.bidId()).version();
    Bid first = runs.apply(run.id(), version, Optional.of(Set.of("decision")), BO).now();
    Bid second = runs.apply(run.id(), first.version(), Optional.empty(), ADA).now();
    assertThat(second.fields()).containsEntry("decision", "BIT").containsEntry("stage", "judged");
    assertThat(run(run.fence()).proposal().orElseThrow().applied()).isTrue();
  }

  @Test
  void aProposalThatWasPutAwayIsThereToBeApplied() {
    Run run = stale();
    Run.Proposal open = run(run.fence()).proposal().orElseThrow();
    assertThat(open.discarded()).isFalse();
    Run.Proposal away = runs.discard(run.id()).now().proposal().orElseThrow();
    assertThat(away)
        .isEqualTo(new Run.Proposal(open.changes(), open.summary(), false, true))
        .isEqualTo(run(run.fence()).proposal().orElseThrow());
    assertThat(runs.discard(run.id()).now().proposal()).as("once more").contains(away);
    Bid after = runs.apply(run.id(), bid(run.bidId()).version(), Optional.empty(), BO).now();
    assertThat(after.fields()).containsEntry("decision", "BIT");
    assertThatThrownBy(() -> runs.discard(run.id()).now())
        .isInstanceOf(Refusal.NothingToApply.class);
    assertThat(run(run.fence()).proposal().orElseThrow())
        .matches(left -> left.applied() && !left.discarded());
    Run working = evaluation(reviewing());
    assertThatThrownBy(() -> runs.discard(working.id()).now())
        .isInstanceOf(Refusal.NothingToApply.class);
  }

  @Test
  void aProposalIsNotAppliedToAVersionThatNobodySaw() {
    Run run = stale();
    long seen = bid(run.bidId()).version();
    Bid newer = edit(run.bidId(), ADA, "title", "Tunnel");
    assertThatThrownBy(() -> runs.apply(run.id(), seen, Optional.empty(), BO).now())
        .isInstanceOf(Refusal.Conflict.class);
    assertThat(bid(run.bidId())).isEqualTo(newer);
  }

  @Test
  void aRunWithoutAProposalHasNothingToApply() {
    Run run = evaluation(reviewing());
    long version = bid(run.bidId()).version();
    assertThatThrownBy(() -> runs.apply(run.id(), version, Optional.empty(), BO).now())
        .isInstanceOf(Refusal.NothingToApply.class);
  }

  @Test
  void aProposalThatIsOnTheBidIsNotAppliedTwice() {
    Run run = stale();
    Bid after = runs.apply(run.id(), bid(run.bidId()).version(), Optional.empty(), BO).now();
    assertThatThrownBy(() -> runs.apply(run.id(), after.version(), Optional.empty(), BO).now())
        .isInstanceOf(Refusal.NothingToApply.class);
    assertThat(bid(run.bidId())).isEqualTo(after);
  }
}
