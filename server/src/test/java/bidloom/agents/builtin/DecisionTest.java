package bidloom.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.builtin.Desk.Decided;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
  @Test
  void workTheCompanyIsMadeForIsABid() throws Exception {
    Decided decided = Desk.decide(Desk.requirements(Desk.portal()));

    assertThat(decided.decision()).isEqualTo("BIT");
    assertThat(decided.number("score")).isGreaterThan(75);
    assertThat(decided.score("capability")).isGreaterThan(80);
    assertThat(decided.get("needsConfirmation")).isEqualTo(false);
    assertThat(decided.texts("strengths")).hasSizeBetween(3, 5);
    assertThat(decided.texts("risks")).hasSizeBetween(3, 5);
    assertThat(decided.get("businessLine")).isEqualTo("Public sector platforms");
    assertThat(decided.has("alternative")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mittagsverpflegung für Grundschulen | Lieferung warmer Speisen für drei Mensen. | 55524000 | catering
          Resurfacing of Mill Lane | Road works with asphalt on 2 km of carriageway. | 45233220 | road and civil works
          Lieferung von Ultraschallgeräten | Medizingeräte für die Klinik. | 33112000 | medical devices
          Unterhaltsreinigung der Schulen | Reinigung der Klassenräume. | 90919300 | cleaning
          Lieferung von Schulmöbeln | Tische und Stühle für zwölf Klassen. | 39160000 | furniture
          """)
  void foreignWorkIsClearlyNoBid(String title, String text, String cpv, String subject)
      throws Exception {
    Decided decided = Desk.decide(Desk.other(title, text, cpv));

    assertThat(decided.decision()).isEqualTo("NO_BIT");
    assertThat(decided.number("score")).isLessThan(40);
    assertThat(decided.score("capability")).isLessThan(10);
    assertThat(decided.texts("blockers"))
        .anySatisfy(blocker -> assertThat(blocker).contains(subject).contains("outside of"));
    assertThat(decided.object("alternative").get("kind"))
        .isIn("decline_gracefully", "refer_to_competitor");
  }

  @Test
  void aPassedDeadlineBlocksTheBestBid() throws Exception {
    Decided decided =
        Desk.decide(
            Desk.portalWith(
                RequirementField.SUBMISSION_DEADLINE, Desk.deadline("2031-02-03T08:59:59Z")));

    assertThat(decided.decision()).isEqualTo("NO_BIT");
    assertThat(decided.texts("blockers").getFirst()).contains("deadline has passed");
    assertThat(decided.object("alternative").get("kind")).isEqualTo("decline_gracefully");
  }

  @Test
  void aMandatoryCertificateThatIsNotHeldBlocks() throws Exception {
    Decided decided =
        Desk.decide(
            Desk.portalWith(
                RequirementField.CERTIFICATES, List.of("DIN EN ISO/IEC 27001:2022", "TISAX")));

    assertThat(decided.texts("blockers"))
        .containsExactly("The certificate TISAX is mandatory; we do not hold it.");
    assertThat(decided.object("alternative").get("kind")).isEqualTo("partner_collaboration");
  }

  @Test
  void aCertificateThatIsOnlyWishedForDoesNotBlock() throws Exception {
    Map<RequirementField, Object> fields = Desk.portal();
    fields.put(RequirementField.CERTIFICATES, List.of("TISAX"));
    fields.put(
        RequirementField.KEY_REQUIREMENTS,
        List.of("Eine Zertifizierung nach TISAX ist wünschenswert."));

    assertThat(Desk.decide(Desk.requirements(fields)).decision()).isEqualTo("BIT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Der Mindestjahresumsatz beträgt 20 Mio. EUR. | true
          Bidders need a minimum annual turnover of EUR 25,000,000. | true
          Der Jahresumsatz muss mindestens 3.000.000 EUR betragen. | false
          Bidders need a minimum annual turnover of 2 million EUR. | false
          """)
  void aMinimumTurnoverAboveOursBlocks(String sentence, boolean blocks) throws Exception {
    Decided decided = Desk.decide(Desk.portalSaying(sentence));

    assertThat(decided.texts("blockers").stream().anyMatch(b -> b.contains("turnover")))
        .isEqualTo(blocks);
  }

  @Test
  void moreReferencesThanThereAreBlock() throws Exception {
    Decided decided =
        Desk.decide(
            Desk.portalWith(
                RequirementField.REQUIRED_REFERENCES,
                List.of(
                    "Mindestens neun vergleichbare Referenzprojekte", "8 comparable references")));

    assertThat(decided.texts("blockers"))
        .anySatisfy(b -> assertThat(b).startsWith("8 comparable references are asked for"));
  }

  @Test
  void anUnknownFactCostsConfidenceAndNotTheDecision() throws Exception {
    Decided known = Desk.decide(Desk.requirements(Desk.portal()));
    Decided unknown =
        Desk.decide(
            Desk.portalWithout(
                RequirementField.BUDGET,
                RequirementField.SUBMISSION_DEADLINE,
                RequirementField.DURATION_MONTHS,
                RequirementField.PROCEDURE));

    assertThat(unknown.decision()).isEqualTo("BIT");
    assertThat(unknown.number("confidence")).isLessThan(known.number("confidence") - 5);
    assertThat(unknown.texts("nextSteps")).anySatisfy(s -> assertThat(s).contains("the budget"));
  }

  @Test
  void belowTheLeastConfidenceAPersonConfirms() throws Exception {
    Decided decided =
        Desk.decide(new Requirements(Map.of("title", "Eine App für unsere Gemeinde (mobile app)")));

    assertThat(decided.number("confidence")).isLessThan(70);
    assertThat(decided.get("needsConfirmation")).isEqualTo(true);
    assertThat(decided.outcome().highlights()).containsEntry("needsConfirmation", true);
  }

  @Test
  void nothingKnownIsNoBid() throws Exception {
    Decided decided = Desk.decide(new Requirements(Map.of("title", "ABC")));

    assertThat(decided.decision()).isEqualTo("NO_BIT");
    assertThat(decided.object("alternative").get("kind")).isEqualTo("delay_and_reassess");
  }

  @Test
  void aFailedAgentIsNamedAndItsWeightSpread() throws Exception {
    Decided whole = Desk.decide(Desk.requirements(Desk.portal()));
    Decided without =
        Desk.decide(Desk.requirements(Desk.portal()), Map.of("legal", "The model is down."));

    assertThat(without.texts("failedAgents")).containsExactly("legal");
    assertThat(without.object("weights").get("legal")).isNull();
    assertThat(sum(without.object("weights"))).isEqualByComparingTo("1");
    assertThat(without.number("confidence")).isLessThan(whole.number("confidence"));
    assertThat(String.valueOf(without.get("executiveSummary"))).contains("legal");
  }

  @Test
  void tooFewResultsAreNoDecision() {
    Map<String, String> failures = new TreeMap<>();
    List.of("capability", "deal_quality", "strategic_fit", "competition")
        .forEach(agent -> failures.put(agent, "down"));

    assertThatThrownBy(() -> Desk.decide(Desk.requirements(Desk.portal()), failures))
        .isInstanceOfSatisfying(
            AgentFailure.class, f -> assertThat(f.code()).isEqualTo("too-few-results"));
  }

  @Test
  void theTotalIsTheWeightedMeanAndTheConfidenceLosesHalfTheDeviation() throws Exception {
    Decided decided = Desk.decide(Desk.requirements(Desk.portal()));
    double total = 0;
    double confidence = 0;
    double mean = 0;
    for (String agent : Evaluation.WEIGHTED) {
      AgentOutput output = decided.output(agent);
      total += output.score().orElseThrow() * Desk.weight(agent);
      confidence += output.confidence() / 6.0;
      mean += output.score().orElseThrow() / 6.0;
    }
    double squares = 0;
    for (String agent : Evaluation.WEIGHTED) {
      squares += Math.pow(decided.score(agent) - mean, 2) / 6;
    }

    assertThat(decided.number("score")).isEqualTo((int) Math.round(total));
    assertThat(decided.number("confidence"))
        .isEqualTo((int) Math.round(confidence - Math.min(20, Math.sqrt(squares) / 2)));
  }

  @Test
  void aScoreThatFlipsTheDecisionReallyDoesAndTheOneBesideItDoesNot() throws Exception {
    Requirements close =
        Desk.other(
            "Lernplattform für die Volkshochschule",
            "Die Volkshochschule wünscht eine Lernplattform mit Moodle, Kursbuchung und Videos.",
            "80420000");
    Decided decided = Desk.decide(close);
    Map<?, ?> flip =
        ((List<?>) Desk.part(decided.get("sensitivity"), "flips"))
            .stream()
                .map(f -> (Map<?, ?>) f)
                .filter(f -> Desk.part(f, "kind").equals("score"))
                .findFirst()
                .orElseThrow();
    String agent = String.valueOf(flip.get("agent"));
    int to = ((BigDecimal) Desk.part(flip, "to")).intValue();
    int towards = Integer.signum(decided.score(agent) - to);

    assertThat(with(decided, close, agent, to)).isNotEqualTo(decided.decision());
    assertThat(with(decided, close, agent, to + towards)).isEqualTo(decided.decision());
  }

  private static Object with(Decided decided, Requirements tender, String agent, int score)
      throws AgentFailure {
    Map<String, AgentOutput> changed = new TreeMap<>(decided.outputs());
    AgentOutput old = decided.output(agent);
    changed.put(
        agent,
        new AgentOutput(OptionalInt.of(score), old.confidence(), old.summary(), old.result()));
    return Desk.part(
        Desk.PLAN.coordinator().coordinate(Desk.task(tender), changed, Map.of()).changes(),
        "decision");
  }

  @Test
  void theLotsThatFitAreProposedAsAReducedScope() throws Exception {
    Map<RequirementField, Object> fields = Desk.portal();
    fields.put(RequirementField.TITLE, "Öffentlichkeitsarbeit und Druckerzeugnisse der Stadt");
    fields.put(RequirementField.DESCRIPTION, "Werbeagentur, Druckleistungen und ein Webauftritt.");
    fields.put(RequirementField.CLASSIFICATION_CODES, Desk.cpv("79341000"));
    fields.put(
        RequirementField.LOTS,
        List.of(
            Map.of("id", "LOT-1", "title", "Druckerzeugnisse"),
            Map.of("id", "LOT-2", "title", "Relaunch der Website in TYPO3")));
    Decided decided = Desk.decide(Desk.requirements(fields));

    assertThat(decided.decision()).isEqualTo("NO_BIT");
    assertThat(decided.object("alternative").get("kind")).isEqualTo("partial_scope");
    assertThat(decided.object("alternative").get("reducedScopes"))
        .isEqualTo(List.of("LOT-2 Relaunch der Website in TYPO3"));
    assertThat(String.valueOf(decided.object("alternative").get("customerText")))
        .startsWith("Sehr geehrte Damen und Herren");
  }

  @Test
  void theSameTenderIsDecidedAlike() throws Exception {
    assertThat(Desk.decide(Desk.requirements(Desk.portal())))
        .isEqualTo(Desk.decide(Desk.requirements(Desk.portal())));
  }

  private static BigDecimal sum(Map<?, ?> weights) {
    return weights.values().stream()
        .map(BigDecimal.class::cast)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2, java.math.RoundingMode.HALF_UP);
  }
}
