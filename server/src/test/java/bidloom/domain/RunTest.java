package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final Set<String> READS = Set.of("title", "stage", "metadata");

  private static Bid bid(long version, Map<String, Object> fields) {
    return new Bid(
        new BidId("b"), version, BidStatus.REVIEWING, fields, Instant.EPOCH, Instant.EPOCH);
  }

  @Test
  void aRunRemembersWhatItReadsAndNothingElse() {
    Run.Base base =
        Run.Base.of(bid(3, Map.of("title", "A", "owner", "ada")), READS, Profile.SAMPLE);
    assertThat(base.version()).isEqualTo(3);
    assertThat(base.priorStatus()).isEqualTo(BidStatus.REVIEWING);
    assertThat(base.reads()).containsExactly("metadata", "stage", "title");
    assertThat(base.inputs()).isEqualTo(Map.of("title", "A"));
  }

  /** G8: by value, and what appears or goes away has changed too. */
  @Test
  void anInputHasChangedWhereItsValueHas() {
    Bid read = bid(1, Map.of("title", "A", "metadata", Map.of("n", 1), "owner", "ada"));
    Run.Base base = Run.Base.of(read, READS, Profile.SAMPLE);
    Bid sameValues =
        bid(9, Map.of("title", "A", "metadata", Map.of("n", new BigDecimal("1.0")), "owner", "bo"));
    assertThat(base.changedOn(sameValues)).isEmpty();
    assertThat(base.changedOn(bid(2, Map.of("title", "B", "stage", "warm"))))
        .containsExactly(
            new FieldChange("metadata", Optional.of(Map.of("n", BigDecimal.ONE)), Optional.empty()),
            new FieldChange("stage", Optional.empty(), Optional.of("warm")),
            new FieldChange("title", Optional.of("A"), Optional.of("B")));
  }
}
