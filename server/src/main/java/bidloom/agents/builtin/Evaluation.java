package bidloom.agents.builtin;

import bidloom.agents.Agent;
import bidloom.agents.CompanyProfile;
import bidloom.agents.Plan;
import java.util.List;

/** The plan of an evaluation: seven analysts and the coordinator that decides. */
public final class Evaluation {
  /** The agents whose scores count, in the order in which people see them. */
  static final List<String> WEIGHTED =
      List.of(
          CapabilityRule.NAME,
          DealRule.NAME,
          StrategyRule.NAME,
          CompetitionRule.NAME,
          LegalRule.NAME,
          ReferenceRule.NAME);

  private Evaluation() {}

  public static Plan plan(CompanyProfile profile) {
    Skills skills = new Skills(profile);
    Similarity similarity = new Similarity(profile);
    List<Agent> analysts =
        List.of(
            new Analyst(
                CapabilityRule.NAME, CapabilityRule.READS, new CapabilityRule(profile, skills)),
            new Analyst(DealRule.NAME, DealRule.READS, new DealRule(profile, skills)),
            new Analyst(StrategyRule.NAME, StrategyRule.READS, new StrategyRule(profile, skills)),
            new Analyst(
                CompetitionRule.NAME,
                CompetitionRule.READS,
                new CompetitionRule(profile, skills, similarity)),
            new Analyst(LegalRule.NAME, LegalRule.READS, new LegalRule(profile)),
            new Analyst(ContractRule.NAME, ContractRule.READS, new ContractRule()),
            new Analyst(
                ReferenceRule.NAME, ReferenceRule.READS, new ReferenceRule(skills, similarity)));
    return new Plan(analysts, new Decision(profile, skills));
  }
}
