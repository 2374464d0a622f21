package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.Merge;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.store.Race;
import bidloom.store.StoreFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** People's edits: guarantees G1 and G2. */
abstract class EditContract extends ServiceFixture {

  private Bids.Edited merge(Bid base, Edit edit) {
    return bids.edit(base.id(), base.version(), edit, Bids.OnConflict.MERGE, BO);
  }

  private Refusal.Conflict.Details conflictOf(Bid base, Edit edit, Bids.OnConflict how) {
    return catchThrowableOfType(
            Refusal.Conflict.class, () -> bids.edit(base.id(), base.version(), edit, how, BO))
        .details();
  }

  @Test
  void anEditOfTheCurrentVersionApplies() {
    Bid base = draft();
    Bids.Edited edited =
        bids.edit(base.id(), 1, Edit.setting(Map.of("title", "B")), Bids.OnConflict.REFUSE, BO);
    assertThat(edited.view().bid().version()).isEqualTo(2);
    assertThat(edited.mergedOver()).isEmpty();
    assertThat(bid(base.id())).isEqualTo(edited.view().bid());
    assertThat(revisions(base.id()).getFirst().actor()).isEqualTo(BO);
  }

  @Test
  void aStrictEditOfAnOlderVersionIsRefusedWhateverItTouches() {
    Bid base = draft();
    Bid theirs = edit(base.id(), ADA, "source", "mail");
    Refusal.Conflict.Details details =
        conflictOf(base, Edit.setting(Map.of("title", "B")), Bids.OnConflict.REFUSE);
    assertThat(details.baseVersion()).isEqualTo(1);
    assertThat(details.current()).isEqualTo(theirs);
    assertThat(details.since()).extracting(Revision::version).containsExactly(2L);
    assertThat(details.fields()).isEmpty();
    assertThat(bid(base.id())).isEqualTo(theirs);
  }

  @Test
  void anEditOfOtherFieldsIsMergedOverNewerVersions() {
    Bid base = draft();
    edit(base.id(), ADA, "source", "mail");
    Bids.Edited edited = merge(base, Edit.setting(Map.of("title", "B")));
    assertThat(edited.mergedOver()).containsExactly(2L);
    assertThat(edited.view().bid().version()).isEqualTo(3);
    assertThat(bid(base.id()).fields()).containsEntry("title", "B").containsEntry("source", "mail");
  }

  @Test
  void equalValuesAreNoConflict() {
    Bid base = draft();
    edit(base.id(), ADA, "title", "Same");
    Bids.Edited edited = merge(base, Edit.setting(Map.of("title", "Same")));
    assertThat(edited.view().bid().version()).isEqualTo(2);
    assertThat(revisions(base.id())).hasSize(2);
  }

  @Test
  void anOverlapIsRefusedAndTellsWhoWhenAndWhat() {
    Bid base = draft();
    clock.advance(Duration.ofMinutes(1));
    edit(base.id(), ADA, "title", "Theirs");
    Edit yours = Edit.setting(Map.of("title", "Yours", "stage", "late"));
    Refusal.Conflict.Details details = conflictOf(base, yours, Bids.OnConflict.MERGE);
    assertThat(details.fields()).hasSize(1);
    Merge.Conflict title = details.fields().getFirst();
    assertThat(title.field()).isEqualTo("title");
    assertThat(title.base()).contains("Road signs");
    assertThat(title.yours()).contains("Yours");
    assertThat(title.theirs()).contains("Theirs");
    assertThat(title.theirRevision().actor()).isEqualTo(ADA);
    assertThat(title.theirRevision().at()).isEqualTo(clock.now());
    assertThat(bid(base.id()).field("stage")).isEmpty();
  }

  @Test
  void aValueThatWasChangedAndChangedBackIsNoConflict() {
    Bid base = draft();
    edit(base.id(), ADA, "title", "For a while");
    edit(base.id(), ADA, "title", "Road signs");
    assertThat(merge(base, Edit.setting(Map.of("title", "B"))).view().bid().field("title"))
        .contains("B");
  }

  @Test
  void clearingOverAChangeIsAConflictAndClearingTwiceIsNone() {
    Bid base = draft();
    edit(base.id(), ADA, "title", "Theirs");
    assertThat(
            conflictOf(base, clearing("title"), Bids.OnConflict.MERGE).fields().getFirst().yours())
        .isEmpty();
    edit(base.id(), ADA, clearing("source"));
    assertThat(merge(base, clearing("source")).view().bid().field("source")).isEmpty();
  }

  @Test
  void aVersionThatIsNotThereYetIsRefused() {
    Bid base = draft();
    Edit edit = Edit.setting(Map.of("title", "B"));
    for (long version : new long[] {0, -1, 2, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> bids.edit(base.id(), version, edit, Bids.OnConflict.MERGE, BO))
          .isInstanceOf(Refusal.Conflict.class);
    }
  }

  @Test
  void ofManyStrictEditorsOneWins() throws InterruptedException {
    Bid base = draft();
    List<Optional<Bid>> results =
        Race.of(
            6,
            () -> {
              try {
                Edit edit = Edit.setting(Map.of("title", Thread.currentThread().getName()));
                return Optional.of(
                    bids.edit(base.id(), 1, edit, Bids.OnConflict.REFUSE, BO).view().bid());
              } catch (Refusal.Conflict lost) {
                return Optional.empty();
              }
            });
    assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
    assertThat(bid(base.id()).version()).isEqualTo(2);
  }

  @Test
  void ofManyMergingEditorsOfDifferentFieldsAllWin() throws InterruptedException {
    Bid base = draft();
    List<String> fields =
        List.of("title", "source", "stage", "customerName", "owner", "websiteUrl");
    Race.of(
        fields.stream()
            .<Callable<Bids.Edited>>map(
                field -> () -> merge(base, Edit.setting(Map.of(field, "new " + field))))
            .toList());
    Bid after = bid(base.id());
    assertThat(after.version()).isEqualTo(1 + fields.size());
    fields.forEach(field -> assertThat(after.field(field)).contains("new " + field));
  }

  @Test
  void anEditWhoseReplyIsLostIsFoundByReadingAgain() {
    Bid base = draft();
    Edit edit = Edit.setting(Map.of("title", "B"));
    database.loseReplies(1);
    assertThatThrownBy(() -> bids.edit(base.id(), 1, edit, Bids.OnConflict.MERGE, BO))
        .isInstanceOf(StoreFailure.class);
    assertThat(bids.edit(base.id(), 1, edit, Bids.OnConflict.MERGE, BO).view().bid().version())
        .isEqualTo(2);
  }

  @Test
  void anUnknownBidIsNotFound() {
    assertThatThrownBy(() -> bids.get(new BidId("none"))).isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void aBidNeedsATitleOrADocument() {
    assertThatThrownBy(() -> bids.create(Edit.setting(Map.of("source", "x")), ADA).now())
        .isInstanceOf(Refusal.Invalid.class);
  }
}
