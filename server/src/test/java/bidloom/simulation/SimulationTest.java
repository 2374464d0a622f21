package bidloom.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * G1 to G12 in seeded histories. {@code -Dsimulation.histories} says how many, {@code
 * -Dsimulation.seed} which is the first; of a single one the whole story is told.
 */
class SimulationTest {
  private static final long HISTORIES = Long.getLong("simulation.histories", 5_000);
  private static final long SEED = Long.getLong("simulation.seed", 1);
  private static final Path REPORT = Path.of("target", "simulation.txt");

  @Test
  void everyGuaranteeHoldsInEveryHistory() throws IOException {
    try (Campaign campaign = Campaign.sound()) {
      try {
        campaign.play(SEED, HISTORIES);
      } finally {
        String story = HISTORIES == 1 ? String.join("\n", campaign.tell(SEED).story()) + "\n" : "";
        Files.writeString(REPORT, story + campaign.summary() + "\n");
        System.out.println(story + campaign.summary());
      }
      if (HISTORIES >= 1_000) {
        everythingHappened(campaign);
      }
    }
  }

  /** A simulation in which nothing goes wrong would prove nothing. */
  private static void everythingHappened(Campaign campaign) {
    for (Fault fault : Fault.values()) {
      assertThat(campaign.faults().getOrDefault(fault, 0))
          .as(fault.name())
          .isGreaterThan((int) (HISTORIES / 50));
    }
    Map<String, Integer> atLeastInAThousand =
        Map.of(
            "writes", 4_000, "merged", 500, "runs", 1_500, "outputs", 2_000, "applied", 30,
            "streams", 1_000);
    atLeastInAThousand.forEach(
        (deed, times) ->
            assertThat(campaign.deeds().getOrDefault(deed, 0) * 1_000L)
                .as(deed)
                .isGreaterThan(HISTORIES * times));
    assertThat(campaign.deeds().keySet())
        .contains("committed", "stale", "failed", "cancelled", "taken over");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 40, 80, 120, 160})
  void aSeedTellsTheSameStoryEveryTime(long firstSeed) {
    try (Campaign campaign = Campaign.sound();
        Campaign again = Campaign.sound()) {
      for (long seed = firstSeed; seed < firstSeed + 40; seed++) {
        History.Told first = campaign.tell(seed);
        assertThat(first.story()).hasSizeGreaterThan(3);
        assertThat(again.tell(seed).story()).as("seed %d", seed).isEqualTo(first.story());
        assertThat(again.tell(seed).hash()).isEqualTo(first.hash());
        assertThat(again.tell(seed + 1).hash()).isNotEqualTo(first.hash());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void withoutAGuardItsGuaranteeFalls(Guard guard) {
    try (Campaign campaign = Campaign.without(guard)) {
      int enough = 3;
      for (long seed = 1; seed <= 400 && broken(campaign, guard) < enough; seed++) {
        campaign.play(seed);
      }
      System.out.printf(
          "without %s: %s in %d histories%n", guard, campaign.broken(), campaign.histories());
      assertThat(broken(campaign, guard)).isEqualTo(enough);
    }
  }

  private static int broken(Campaign campaign, Guard guard) {
    return campaign.broken().getOrDefault(guard.breaks(), 0);
  }

  @Test
  void aFailingHistoryIsToldInItsShortestForm() {
    try (Campaign campaign = Campaign.without(Guard.PEOPLE_ARE_KNOWN)) {
      long seed = 1;
      while (campaign.play(seed).isEmpty()) {
        seed++;
      }
      int before = campaign.tell(seed).story().size();
      String report = campaign.report(seed, 400);
      assertThat(report).contains("breaks G10", "./dev simulate " + seed, " edits ");
      assertThat(report.lines().count()).isLessThan(before / 2 + 10);
    }
  }
}
