package bidloom.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.agents.Agent;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.builtin.Desk.Decided;
import bidloom.domain.RequirementField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalystsTest {
  @Test
  void anAnalystSeesOnlyTheFieldsThatItNames() throws Exception {
    Map<String, Object> poisoned =
        new TreeMap<>(Desk.task(Desk.requirements(Desk.portal())).fields());
    for (Agent agent : Desk.PLAN.agents()) {
      Map<String, Object> shown = new TreeMap<>(poisoned);
      shown.keySet().retainAll(agent.inputs());
      AgentOutput alone = agent.work(new AgentTask(shown, Desk.NOW), (f, m) -> {});

      assertThat(agent.work(new AgentTask(poisoned, Desk.NOW), (f, m) -> {})).isEqualTo(alone);
      assertThat(agent.inputs()).allMatch(field -> field.startsWith("requirements."));
      assertThat(agent.inputs()).doesNotContain("requirements.contacts");
    }
  }

  @Test
  void aRuleIsShownNothingThatItsAnalystDoesNotName() throws Exception {
    Analyst nosy =
        new Analyst(
            "nosy",
            Set.of(RequirementField.TITLE),
            (requirements, at) ->
                new Finding()
                    .with("seen", List.copyOf(requirements.values().keySet()))
                    .output(0, 0, ""));

    assertThat(nosy.work(Desk.task(Desk.requirements(Desk.portal())), (f, m) -> {}).result())
        .containsEntry("seen", List.of("title"));
  }

  @Test
  void evidenceNamesTheRequirementAndTheProfileEntry() throws Exception {
    Decided decided = Desk.decide(Desk.requirements(Desk.portal()));

    assertThat(decided.outputs())
        .allSatisfy(
            (agent, output) ->
                assertThat(output.result())
                    .containsKeys(
                        "reasoning", "evidence", "criticalBlockers", "score", "confidence"));
    assertThat(String.valueOf(decided.result("capability", "evidence")))
        .contains("title: \"serviceportal")
        .contains("capability \"Web portals and citizen services\", level 5");
  }

  @Test
  void germanAndEnglishWordsOfOneThingAreJudgedAlike() throws Exception {
    int german =
        Desk.decide(
                Desk.other(
                    "Relaunch des Internetauftritts", "Neue Webseite mit TYPO3.", "72413000"))
            .score("capability");
    int english =
        Desk.decide(
                Desk.other("Relaunch of the website", "New web presence with TYPO3.", "72413000"))
            .score("capability");

    assertThat(german).isCloseTo(english, org.assertj.core.data.Offset.offset(5));
  }

  @Test
  void aRelatedTechnologyIsWorthMoreThanAStrangeOne() throws Exception {
    int used = technologies("React");
    int related = technologies("Vue");
    int strange = technologies("COBOL");

    assertThat(used).isGreaterThan(related);
    assertThat(related).isGreaterThan(strange);
  }

  private static int technologies(String... names) throws Exception {
    Map<RequirementField, Object> fields = Desk.portal();
    fields.put(
        RequirementField.DESCRIPTION, "Ein Serviceportal mit Onlinediensten für die Bürger.");
    fields.put(RequirementField.TECHNOLOGIES, List.of(names));
    return Desk.decide(Desk.requirements(fields)).score("capability");
  }

  @Test
  void aBudgetFarBelowTheWorkIsABadDeal() throws Exception {
    Decided poor = Desk.decide(Desk.portalWith(RequirementField.BUDGET, Desk.budget("60000")));
    Decided fair = Desk.decide(Desk.requirements(Desk.portal()));

    assertThat(poor.score("deal_quality")).isLessThan(50);
    assertThat(fair.score("deal_quality")).isGreaterThan(poor.score("deal_quality") + 25);
    assertThat(String.valueOf(poor.result("deal_quality", "budget"))).contains("adequate=false");
  }

  @Test
  void aPlaceholderBudgetIsUnknown() throws Exception {
    Decided decided = Desk.decide(Desk.portalWith(RequirementField.BUDGET, Desk.budget("1")));

    assertThat(String.valueOf(decided.result("deal_quality", "unknown"))).contains("the budget");
  }

  @Test
  void fewDaysToTheDeadlinePressTheBid() throws Exception {
    Decided decided =
        Desk.decide(
            Desk.portalWith(
                RequirementField.SUBMISSION_DEADLINE, Desk.deadline("2031-02-07T11:00:00Z")));

    assertThat(String.valueOf(decided.result("deal_quality", "timeline")))
        .contains("pressure=very high");
    assertThat(decided.texts("risks")).anySatisfy(r -> assertThat(r).contains("4 days are left"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          liability | unlimited_liability | The contractor accepts unlimited liability for any loss.
          liability | unlimited_liability | Der Auftragnehmer haftet für sämtliche Schäden unbegrenzt.
          penalty | penalty | Bei Verzug wird eine Vertragsstrafe von 0,5 Prozent je Woche fällig.
          penalty | penalty | Liquidated damages of 1,000 EUR a day apply.
          ip | exclusive_rights | Der Auftraggeber erhält ausschließliche Nutzungsrechte.
          ip | exclusive_rights | All intellectual property in the results shall vest in the buyer.
          warranty | long_warranty | Die Gewährleistung beträgt 48 Monate ab Abnahme.
          warranty | long_warranty | A warranty of five years applies to the software.
          termination | termination_at_will | The buyer may terminate the contract for convenience.
          termination | termination_at_will | Der Vertrag ist durch den Auftraggeber jederzeit kündbar.
          subcontracting | no_subcontracting | Der Einsatz von Unterauftragnehmern ist ausgeschlossen.
          """)
  void aRedFlagQuotesItsClause(String kind, String clause, String sentence) throws Exception {
    Decided plain = Desk.decide(Desk.requirements(Desk.portal()));
    Decided decided = Desk.decide(Desk.portalSaying(sentence));
    Object flags = decided.result("legal", "redFlags");

    assertThat((List<?>) flags)
        .anySatisfy(
            flag ->
                assertThat((Map<?, ?>) flag)
                    .isEqualTo(
                        Map.of(
                            "kind", kind,
                            "clause", clause,
                            "quote", sentence,
                            "meaning", ((Map<?, ?>) flag).get("meaning"),
                            "severity", ((Map<?, ?>) flag).get("severity"))));
    assertThat(decided.score("legal")).isLessThan(plain.score("legal"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Bei Vorsatz und grober Fahrlässigkeit haftet der Auftragnehmer unbeschränkt.
          Nothing limits liability: unlimited liability applies to death or personal injury.
          Der Auftraggeber erhält ein nicht ausschließliches Nutzungsrecht.
          Eine Vertragsstrafe droht nur bei Verstoß gegen die Tariftreue.
          Either party may terminate the contract at any time with three months notice.
          """)
  void aUsualClauseIsNoRedFlag(String sentence) throws Exception {
    assertThat((List<?>) Desk.decide(Desk.portalSaying(sentence)).result("legal", "redFlags"))
        .isEmpty();
  }

  @Test
  void unlimitedLiabilityBlocks() throws Exception {
    Decided decided =
        Desk.decide(Desk.portalSaying("Der Auftragnehmer haftet für alle Schäden unbegrenzt."));

    assertThat(decided.decision()).isEqualTo("NO_BIT");
    assertThat(decided.texts("blockers").getFirst()).contains("liability without a cap");
    assertThat(decided.object("alternative").get("kind")).isEqualTo("delay_and_reassess");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Die Leistung wird zu einem Festpreis vergütet. | fixed_price
          Die Abrechnung erfolgt nach Aufwand zu Tagessätzen. | time_and_material
          Es wird eine Rahmenvereinbarung mit drei Auftragnehmern geschlossen. | framework
          The build is a fixed price, changes are paid by day rates. | hybrid
          Ein Service-Level mit 99,5 Prozent ist einzuhalten. | sla
          """)
  void theContractTypeIsReadFromTheText(String sentence, String type) throws Exception {
    assertThat(Desk.decide(Desk.portalSaying(sentence)).result("contract", "type")).isEqualTo(type);
  }

  @Test
  void anIncumbentAndThePriceLowerTheChanceToWin() throws Exception {
    int plain = Desk.decide(Desk.requirements(Desk.portal())).score("competition");
    Decided incumbent =
        Desk.decide(
            Desk.portalSaying("Der derzeitige Dienstleister betreibt das Portal seit 2020."));
    Decided price =
        Desk.decide(
            Desk.portalWith(
                RequirementField.AWARD_CRITERIA, List.of(Map.of("name", "Preis", "weight", 100))));

    assertThat(incumbent.score("competition")).isLessThan(plain);
    assertThat(incumbent.result("competition", "incumbent")).isEqualTo(true);
    assertThat(price.score("competition")).isLessThan(plain);
    assertThat(price.result("competition", "pricePosition")).isEqualTo("price decides");
  }

  @Test
  void theMostSimilarReferenceIsShownFirst() throws Exception {
    Decided decided = Desk.decide(Desk.requirements(Desk.portal()));
    Map<?, ?> first =
        (Map<?, ?>) ((List<?>) decided.result("reference", "similarProjects")).getFirst();

    assertThat(String.valueOf(first.get("title")))
        .startsWith("Service portal of a (fictitious) district");
  }

  @Test
  void anEntryPageForBidsSaysNothingAboutTheWork() throws Exception {
    Decided decided =
        Desk.decide(
            Desk.other(
                "Dachdeckerarbeiten",
                "Angebote sind über das Vergabeportal einzureichen, siehe www.vergabe.example und our website.",
                "45261210"));

    assertThat(decided.score("capability")).isLessThan(10);
  }
}
