package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bidloom.domain.Bid;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.MoveRequest;
import bidloom.domain.Refusal;
import bidloom.domain.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A person's moves, rulings and ways back: guarantees G1 to G3. */
abstract class MoveContract extends ServiceFixture {
  private static final List<Map<String, Object>> TEAM =
      List.of(
          Map.of("name", "Ada", "role", "project_manager"),
          Map.of("name", "Bo", "role", "developer"),
          Map.of("name", "Cy", "role", "designer"));

  private Bid rule(Bid bid, String decision, String reason) {
    return moves
        .rule(
            bid.id(),
            bid.version(),
            Ruling.read(Map.of("decision", decision, "reason", reason)),
            BO)
        .now();
  }

  @Test
  void aBidGoesFromItsDraftToATeamAndIntoTheArchiveAndBack() {
    Bid decided = decided(reviewing(), "BIT");
    Bid routed = move(decided, Map.of("to", "routed", "businessLine", "Web"));
    assertThat(routed.fields()).containsEntry("assignedBusinessLine", "Web");
    Bid staffed = move(routed, Map.of("to", "team_assigned", "team", TEAM));
    assertThat(staffed.field("assignedTeam"))
        .contains(Edit.setting(Map.of("t", TEAM)).changes().get("t").orElseThrow());
    Bid archived =
        move(staffed, Map.of("to", "archived", "outcome", "won", "reason", "contract signed"));
    assertThat(archived.status()).isEqualTo(BidStatus.ARCHIVED);
    assertThat(archived.fields()).containsEntry("outcome", "won");
    assertThat(revisions(archived.id()).getFirst().reason()).isEqualTo("contract signed");
    Bid again = move(archived, Map.of("to", "reviewing"));
    assertThat(again.field("outcome")).isEmpty();
    assertThat(again.version()).isEqualTo(archived.version() + 1);
  }

  @Test
  void aRejectedDecisionIsCleared() {
    Bid rejected =
        move(rule(decided(reviewing(), "BIT"), "NO_BIT", "no staff"), Map.of("to", "reviewing"));
    assertThat(rejected.field("decision")).isEmpty();
    assertThat(rejected.field("decisionData")).isEmpty();
    assertThat(rejected.status()).isEqualTo(BidStatus.REVIEWING);
  }

  @Test
  void anIllegalMoveNamesTheLegalOnesAndChangesNothing() {
    Bid draft = draft();
    Refusal.IllegalTransition refused =
        catchThrowableOfType(
            Refusal.IllegalTransition.class,
            () -> move(draft, Map.of("to", "routed", "businessLine", "Web")));
    assertThat(refused.legal())
        .containsExactly(BidStatus.EXTRACTING, BidStatus.REVIEWING, BidStatus.ARCHIVED);
    assertThat(bid(draft.id())).isEqualTo(draft);
  }

  @Test
  void noOneMovesABidThatARunWorksOn() {
    Bid bid = reviewing();
    evaluation(bid);
    Bid running = bid(bid.id());
    assertThatThrownBy(() -> move(running, Map.of("to", "archived", "outcome", "lost")))
        .isInstanceOf(Refusal.IllegalTransition.class);
    assertThat(bid(bid.id())).isEqualTo(running);
  }

  @Test
  void aMoveFromAnOlderVersionIsAConflictThatTellsWhoChangedWhat() {
    Bid seen = draft();
    edit(seen.id(), BO, "stage", "new");
    Refusal.Conflict refused =
        catchThrowableOfType(Refusal.Conflict.class, () -> move(seen, Map.of("to", "reviewing")));
    assertThat(refused.details().since()).hasSize(1);
    assertThat(refused.details().since().getFirst().actor()).isEqualTo(BO);
  }

  @Test
  void whatAMoveLacksOrHasNoUseForIsNamed() {
    Bid decided = decided(reviewing(), "BIT");
    assertFault("/businessLine", () -> move(decided, Map.of("to", "routed")));
    assertFault(
        "/outcome",
        () -> move(decided, Map.of("to", "routed", "businessLine", "Web", "outcome", "won")));
    assertFault("/outcome", () -> move(decided, Map.of("to", "archived")));
    assertFault("/to", () -> move(decided, Map.of("reason", "why not")));
    assertFault("/to", () -> move(decided, Map.of("to", "lost in space")));
    assertFault("/teem", () -> move(decided, Map.of("to", "reviewing", "teem", List.of())));
    for (Object team :
        List.of(
            List.of(),
            TEAM.subList(0, 2),
            TEAM.subList(1, 3),
            List.of(TEAM.get(0), TEAM.get(1), TEAM.get(1)),
            List.of(TEAM.get(0), TEAM.get(0), TEAM.get(1)),
            List.of(TEAM.get(0), TEAM.get(1), Map.of("name", 7, "role", "x")),
            "Ada")) {
      assertFault("/team", () -> MoveRequest.read(Map.of("to", "team_assigned", "team", team)));
    }
  }

  @Test
  void onlyABitIsRouted() {
    Bid decided = decided(reviewing(), "NO_BIT");
    assertFault("/to", () -> move(decided, Map.of("to", "routed", "businessLine", "Web")));
  }

  @Test
  void anEmptyBidIsNotConfirmed() {
    Bid empty = bids.create(Edit.setting(Map.of("title", "Only a title")), ADA).now().bid();
    assertFault("/to", () -> move(empty, Map.of("to", "reviewing")));
  }

  private static void assertFault(
      String pointer, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    Refusal.Invalid invalid = catchThrowableOfType(Refusal.Invalid.class, call);
    assertThat(invalid).as("a fault at %s", pointer).isNotNull();
    assertThat(invalid.faults()).extracting(Refusal.Invalid.Fault::pointer).contains(pointer);
  }

  @Test
  void anOverrideKeepsWhatTheAgentsDecidedAndItsReason() {
    Bid decided = decided(reviewing(), "BIT");
    clock.advance(Duration.ofMinutes(3));
    Bid overridden = rule(decided, "NO_BIT", "no staff this summer");
    assertThat(overridden.status()).isEqualTo(BidStatus.BIT_DECIDED);
    assertThat(overridden.fields()).containsEntry("decision", "NO_BIT");
    assertThat(overridden.field("decisionData"))
        .contains(
            Map.of(
                "agentsDecision", "BIT",
                "overridden", true,
                "reason", "no staff this summer",
                "by", "user:bo",
                "at", clock.now().toString()));
    assertThat(revisions(decided.id()).getFirst().reason()).isEqualTo("no staff this summer");
    Bid back = rule(overridden, "BIT", "staff found");
    assertThat((Map<?, ?>) back.field("decisionData").orElseThrow())
        .isEqualTo(
            Map.of(
                "agentsDecision", "BIT",
                "overridden", false,
                "reason", "staff found",
                "by", "user:bo",
                "at", clock.now().toString()));
  }

  @Test
  void nobodyRulesBeforeThereIsADecision() {
    Bid bid = reviewing();
    assertThatThrownBy(() -> rule(bid, "BIT", "a feeling"))
        .isInstanceOf(Refusal.IllegalTransition.class);
    assertFault("/reason", () -> Ruling.read(Map.of("decision", "BIT", "reason", " ")));
    assertFault("/decision", () -> Ruling.read(Map.of("decision", "MAYBE", "reason", "so")));
    assertFault(
        "/mood", () -> Ruling.read(Map.of("decision", "BIT", "reason", "so", "mood", "good")));
  }

  @Test
  void everyVersionCanBeReadAsItWas() {
    Bid one = draft();
    clock.advance(Duration.ofMinutes(1));
    Bid two = edit(one.id(), BO, "title", "Other signs");
    clock.advance(Duration.ofMinutes(1));
    Bid three = edit(one.id(), ADA, clearing("source"));
    Bid four = move(three, Map.of("to", "reviewing"));
    for (Bid then : List.of(one, two, three, four)) {
      assertThat(past.version(one.id(), then.version())).isEqualTo(then);
    }
    for (long version : new long[] {0, -1, 5, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> past.version(one.id(), version))
          .isInstanceOf(Refusal.NotFound.class);
    }
  }

  @Test
  void aRestoreGivesFieldsTheirOldValuesAsANewVersion() {
    Bid one = draft();
    edit(one.id(), BO, "title", "Other signs");
    edit(one.id(), BO, "stage", "late");
    Bid now = move(edit(one.id(), BO, clearing("source")), Map.of("to", "reviewing"));
    Bid title = past.restore(one.id(), now.version(), 1, Optional.of(Set.of("title")), ADA).now();
    assertThat(title.fields())
        .containsEntry("title", "Road signs")
        .containsEntry("stage", "late")
        .doesNotContainKey("source");
    Bid all = past.restore(one.id(), title.version(), 1, Optional.empty(), ADA).now();
    assertThat(all.fields()).isEqualTo(one.fields());
    assertThat(all.status()).isEqualTo(BidStatus.REVIEWING);
    assertThat(all.version()).isEqualTo(now.version() + 2);
    assertThat(revisions(one.id()).getFirst().reason()).isEqualTo("version 1 restored");
    Bid same = past.restore(one.id(), all.version(), 1, Optional.empty(), ADA).now();
    assertThat(same.version()).isEqualTo(all.version());
  }

  @Test
  void aRestoreFromAnOlderVersionIsAConflictAndWhatAgentsWroteIsNotRestored() {
    Bid one = draft();
    edit(one.id(), BO, "title", "Other signs");
    assertThatThrownBy(() -> past.restore(one.id(), 1, 1, Optional.empty(), ADA).now())
        .isInstanceOf(Refusal.Conflict.class);
    assertFault(
        "/fields", () -> past.restore(one.id(), 2, 1, Optional.of(Set.of("decision")), ADA).now());
  }
}
