package bidloom.domain;

import static bidloom.domain.BidStatus.ARCHIVED;
import static bidloom.domain.BidStatus.BIT_DECIDED;
import static bidloom.domain.BidStatus.DRAFT;
import static bidloom.domain.BidStatus.EVALUATING;
import static bidloom.domain.BidStatus.EXTRACTING;
import static bidloom.domain.BidStatus.QUICK_SCANNING;
import static bidloom.domain.BidStatus.REVIEWING;
import static bidloom.domain.BidStatus.ROUTED;
import static bidloom.domain.BidStatus.SCANNED;
import static bidloom.domain.BidStatus.TEAM_ASSIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransitionTest {
  /** The status machine once more, written out by hand from the protocol's two tables. */
  private static final Map<BidStatus, Set<BidStatus>> NEXT = new EnumMap<>(BidStatus.class);

  static {
    NEXT.put(DRAFT, Set.of(EXTRACTING, REVIEWING, ARCHIVED));
    NEXT.put(EXTRACTING, Set.of(DRAFT, REVIEWING));
    NEXT.put(REVIEWING, Set.of(EXTRACTING, QUICK_SCANNING, EVALUATING, ARCHIVED));
    NEXT.put(QUICK_SCANNING, Set.of(REVIEWING, SCANNED, BIT_DECIDED));
    NEXT.put(SCANNED, Set.of(QUICK_SCANNING, EVALUATING, ARCHIVED));
    NEXT.put(EVALUATING, Set.of(REVIEWING, SCANNED, BIT_DECIDED));
    NEXT.put(BIT_DECIDED, Set.of(REVIEWING, QUICK_SCANNING, EVALUATING, ROUTED, ARCHIVED));
    NEXT.put(ROUTED, Set.of(TEAM_ASSIGNED, ARCHIVED));
    NEXT.put(TEAM_ASSIGNED, Set.of(ARCHIVED));
    NEXT.put(ARCHIVED, Set.of(REVIEWING));
  }

  @Test
  void thePairsAreThoseOfTheProtocolAndNoOthers() {
    for (BidStatus from : BidStatus.values()) {
      assertThat(Transition.legalFrom(from))
          .as("from %s", from)
          .containsExactlyInAnyOrderElementsOf(NEXT.getOrDefault(from, Set.of()));
    }
  }

  @Test
  void anIllegalMoveNamesWhatIsLegalInstead() {
    assertThatThrownBy(() -> Transition.Move.ROUTE.apply(DRAFT))
        .isInstanceOfSatisfying(
            Refusal.IllegalTransition.class,
            refused ->
                assertThat(refused.legal())
                    .containsExactlyInAnyOrder(EXTRACTING, REVIEWING, ARCHIVED))
        .hasMessage("A bid that is draft can't become routed.");
  }

  @Test
  void aRunReturnsOnlyToWhereItsKindCanStart() {
    assertThat(new Transition.Return(RunKind.EXTRACTION, DRAFT).apply(EXTRACTING)).isEqualTo(DRAFT);
    assertThatThrownBy(() -> new Transition.Return(RunKind.EXTRACTION, ROUTED).apply(EXTRACTING))
        .isInstanceOf(Refusal.IllegalTransition.class);
    assertThatThrownBy(() -> new Transition.Return(RunKind.EVALUATION, REVIEWING).apply(EXTRACTING))
        .isInstanceOf(Refusal.IllegalTransition.class);
  }

  @Test
  void aRunCommitsFromItsOwnRunningStatusOnly() {
    assertThat(new Transition.Commit(RunKind.EVALUATION).apply(EVALUATING)).isEqualTo(BIT_DECIDED);
    for (BidStatus other : List.of(QUICK_SCANNING, REVIEWING, ARCHIVED)) {
      assertThatThrownBy(() -> new Transition.Commit(RunKind.EVALUATION).apply(other))
          .isInstanceOf(Refusal.IllegalTransition.class);
    }
  }

  @Test
  void aBidIsRunningInTheStatusOfEachKindOnly() {
    for (BidStatus status : BidStatus.values()) {
      assertThat(status.running())
          .as("%s", status)
          .isEqualTo(Set.of(EXTRACTING, QUICK_SCANNING, EVALUATING).contains(status));
    }
  }
}
