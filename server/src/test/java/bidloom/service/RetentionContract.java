package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.domain.Settings;
import bidloom.store.Everything;
import bidloom.store.Inspection;
import bidloom.store.TestSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Raw inputs go when their time is over, and what was found in them stays. */
abstract class RetentionContract extends ServiceFixture {
  private static final Duration KEEP = Duration.ofDays(90);

  private final Outcomes keeping =
      new Outcomes(
          database, tables, log, TestSettings.with(Map.of("keepRawInput", Optional.of(KEEP))));
  private final Runs raw = runs("node", Set.of("rawInput"));
  private int documents;

  /** A text that no other test has. */
  private String document() {
    documents++;
    return "document-%d, ask field-mouse%d@example.org".formatted(documents, documents);
  }

  /** A bid from a document that was read by an extraction. */
  private Bid extracted(String document) {
    Bid bid = bids.create(Edit.setting(Map.of("rawInput", document)), ADA).now().bid();
    Run run = raw.start(bid.id(), RunKind.EXTRACTION, Runs.OnActive.REJECT, ADA).now().run();
    outcomes.commit(
        run.fence(),
        new Outcomes.Result(
            Map.of("title", "Road signs", "requirements.country", "DE"), "Done", Map.of()));
    return bid(bid.id());
  }

  private Bid archived(Bid bid) {
    return move(bid, Map.of("to", "archived", "outcome", "lost"));
  }

  private List<Verification.Finding> findings() {
    try (Inspection inspection = home.inspect(clock)) {
      return Verification.of(inspection, Settings.DEFAULTS).results().stream()
          .flatMap(result -> result.findings().stream())
          .toList();
    }
  }

  private List<String> holding(String document) throws SQLException {
    return Everything.holding(home, document);
  }

  @Test
  void theDocumentGoesFromEverywhereAndTheFactsStay() throws SQLException {
    String document = document();
    Bid before = archived(extracted(document));
    assertThat(holding(document))
        .containsExactly("bid_opportunities.raw_input", "bid_revision.changes", "bid_run.inputs");
    clock.advance(KEEP.plusMillis(1));
    keeping.prune();
    assertThat(holding(document)).isEmpty();
    assertThat(findings()).isEmpty();
    Bid after = bid(before.id());
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.status()).isEqualTo(BidStatus.ARCHIVED);
    assertThat(after.fields())
        .containsEntry("title", "Road signs")
        .containsEntry("requirements.country", "DE")
        .doesNotContainKey("rawInput");
    Revision last = revisions(before.id()).getFirst();
    assertThat(last.actor()).isEqualTo(Actor.system("retention"));
    assertThat(last.reason()).isEqualTo("raw input removed");
    assertThat(past.version(before.id(), 1).fields()).doesNotContainKey("rawInput");
    keeping.prune();
    assertThat(bid(before.id())).isEqualTo(after);
  }

  @Test
  void itStaysWithoutTheSettingBeforeItsTimeAndOutsideOfTheArchive() throws SQLException {
    String forEver = document();
    archived(extracted(forEver));
    clock.advance(KEEP.multipliedBy(10));
    outcomes.prune();
    assertThat(holding(forEver)).isNotEmpty();
    String open = document();
    Bid working = extracted(open);
    clock.advance(KEEP.plusDays(1));
    String young = document();
    archived(extracted(young));
    clock.advance(KEEP);
    keeping.prune();
    assertThat(holding(open)).isNotEmpty();
    assertThat(holding(young)).isNotEmpty();
    assertThat(bid(working.id())).isEqualTo(working);
  }

  @Test
  void whatSomebodyHadTakenOutBeforeGoesFromTheHistoryToo() throws SQLException {
    String first = document();
    Bid bid = extracted(first);
    edit(bid.id(), BO, clearing("rawInput"));
    Bid rest = archived(bid(bid.id()));
    clock.advance(KEEP.plusMillis(1));
    keeping.prune();
    assertThat(holding(first)).isEmpty();
    assertThat(bid(bid.id())).isEqualTo(rest);
    assertThat(findings()).isEmpty();
  }

  @Test
  void aBidThatIsOpenedAgainIsDueAgain() throws SQLException {
    Bid bid = archived(extracted(document()));
    clock.advance(KEEP.plusMillis(1));
    keeping.prune();
    Bid open = move(bid(bid.id()), Map.of("to", "reviewing"));
    String second = document();
    archived(edit(open.id(), BO, "rawInput", second));
    clock.advance(KEEP.plusMillis(1));
    keeping.prune();
    assertThat(holding(second)).isEmpty();
    assertThat(findings()).isEmpty();
  }

  @Test
  void manyAreDoneAndOneThatIsOpenedMeanwhileIsNot() throws SQLException {
    String document = document();
    for (int i = 0; i < 60; i++) {
      archived(bids.create(Edit.setting(Map.of("rawInput", document)), ADA).now().bid());
    }
    clock.advance(Duration.ofMillis(1)); // what was archived last comes last
    String opened = document();
    BidId reopened = archived(extracted(opened)).id();
    clock.advance(KEEP.plusMillis(1));
    // The first write is the keys' and the others are two for each bid.
    database.beforeWriteAfter(2, () -> move(bid(reopened), Map.of("to", "reviewing")));
    keeping.prune();
    assertThat(holding(document)).isEmpty();
    assertThat(holding(opened)).contains("bid_opportunities.raw_input", "bid_revision.changes");
    assertThat(bid(reopened).fields()).containsEntry("rawInput", opened);
    assertThat(findings()).isEmpty();
  }

  @Test
  void theTriggersLetNothingElseThrough() {
    Bid bid = archived(extracted(document()));
    String lose = "UPDATE bid_revision SET changes = '%s' WHERE bid_id = '%s' AND version = 1";
    refused(lose.formatted("[{\"field\":\"rawInput\"}]", bid.id()));
    clock.advance(KEEP.plusMillis(1));
    keeping.prune();
    for (String changes :
        List.of(
            "[]",
            "[{\"field\":\"rawInput\"}]",
            "[{\"field\":\"rawInput\"},{\"field\":\"rawInput\"}]",
            "[{\"after\":\"x\",\"field\":\"rawInput\"},{\"after\":\"draft\",\"field\":\"status\"}]",
            "[{\"field\":\"rawInput\"},{\"after\":\"reviewing\",\"field\":\"status\"}]",
            "[{\"field\":\"rawInput\"},{\"after\":\"draft\",\"field\":\"status\"},{\"field\":\"rawInput\"}]")) {
      refused(lose.formatted(changes, bid.id()));
    }
    refused("UPDATE bid_revision SET actor = 'user:x' WHERE bid_id = '%s'".formatted(bid.id()));
    refused("UPDATE bid_revision SET changes = NULL WHERE bid_id = '%s'".formatted(bid.id()));
  }

  private void refused(String sql) {
    assertThatThrownBy(() -> home.execute(sql)).as(sql).isInstanceOf(SQLException.class);
  }
}
