package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BidTest {
  private static final Instant BORN = Instant.parse("2026-11-24T08:00:00Z");
  private static final Bid BID =
      new Bid(
          new BidId("b"),
          7,
          BidStatus.DRAFT,
          Map.of("title", "A", "decisionData", Map.of("x", 1), "requirements.industry", "rail"),
          BORN,
          BORN);

  @Test
  void aChangeIsOneVersionOnAndLeavesItsBirthAlone() {
    Instant now = BORN.plusSeconds(5);
    assertThat(BID.changed(Edit.setting(Map.of("title", "B")), BidStatus.REVIEWING, now))
        .isEqualTo(
            new Bid(
                new BidId("b"),
                8,
                BidStatus.REVIEWING,
                Map.of(
                    "title", "B", "decisionData", Map.of("x", 1), "requirements.industry", "rail"),
                BORN,
                now));
  }

  @Test
  void itsRequirementsAreNamedWithoutThePrefix() {
    assertThat(BID.requirementValues()).isEqualTo(Map.of("industry", "rail"));
    assertThat(BID.requirements().text(RequirementField.INDUSTRY)).contains("rail");
  }

  @Test
  void onlyATextIsReadAsOne() {
    assertThat(BID.text(BidField.TITLE)).contains("A");
    assertThat(BID.text(BidField.DECISION_DATA)).isEmpty();
    assertThat(BID.text(BidField.OWNER)).isEmpty();
  }
}
