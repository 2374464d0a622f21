package bidloom.agents.builtin;

import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.CompanyProfile;
import bidloom.agents.Coordinator;
import bidloom.agents.Outcome;
import bidloom.domain.Requirements;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides: the eligibility gate, then the weighted score. What it writes as {@code bitEvaluation}:
 * {@code {decision, conditional, score, threshold, scores {agent..., total}, weights, confidence,
 * needsConfirmation, strengths, risks, blockers, executiveSummary, nextSteps, decisionTree [{agent,
 * score, rating}], pros, cons, sensitivity, failedAgents, businessLine?, alternative?}}.
 */
final class Decision implements Coordinator {
  private static final int FEWEST = 3;

  private final CompanyProfile profile;
  private final Skills skills;
  private final Eligibility eligibility;

  Decision(CompanyProfile profile, Skills skills) {
    this.profile = profile;
    this.skills = skills;
    this.eligibility = new Eligibility(profile);
  }

  @Override
  public Outcome coordinate(
      AgentTask task, Map<String, AgentOutput> outputs, Map<String, String> failures)
      throws AgentFailure {
    long weighted = Evaluation.WEIGHTED.stream().filter(outputs::containsKey).count();
    if (weighted < FEWEST) {
      throw new AgentFailure(
          "too-few-results",
          "Only %d of %d weighted agents finished; a decision needs %d. Failed: %s."
              .formatted(
                  weighted,
                  Evaluation.WEIGHTED.size(),
                  FEWEST,
                  String.join(", ", new TreeSet<>(failures.keySet()))));
    }
    Requirements requirements = task.requirements();
    List<Eligibility.Bar> bars = eligibility.bars(requirements, task.at(), comparable(outputs));
    Verdict verdict = Verdict.of(outputs, failures.keySet(), bars, profile.rules());
    Matching matching = Matching.of(requirements, skills);
    Points points = new Points(verdict, outputs);
    Map<String, Object> evaluation = numbers(verdict);
    evaluation.put("failedAgents", List.copyOf(new TreeSet<>(failures.keySet())));
    evaluation.put("strengths", points.strengths());
    evaluation.put("risks", points.risks());
    evaluation.put("decisionTree", tree(verdict));
    evaluation.put("pros", points.with(Points.POSITIVE, Integer.MAX_VALUE));
    evaluation.put("cons", points.with(0, Points.NEUTRAL));
    evaluation.put("sensitivity", Sensitivity.of(verdict));
    Optional<String> line = businessLine(matching);
    line.ifPresent(name -> evaluation.put("businessLine", name));
    Report report = new Report(requirements, matching, verdict, points, failures.keySet());
    evaluation.put("executiveSummary", report.summary());
    evaluation.put("nextSteps", report.nextSteps(line));
    if (!verdict.bit()) {
      evaluation.put(
          "alternative", new Alternative(profile, requirements, matching, verdict).json());
    }
    return outcome(verdict, evaluation, report);
  }

  private static Outcome outcome(Verdict verdict, Map<String, Object> evaluation, Report report) {
    Map<String, Object> highlights =
        Map.of(
            "decision", verdict.decision(),
            "confidence", verdict.confidence(),
            "scores", scores(verdict),
            "needsConfirmation", verdict.needsConfirmation());
    return new Outcome(
        Map.of("bitEvaluation", evaluation, "decision", verdict.decision()),
        report.headline(),
        highlights);
  }

  /** How many references can be shown; where that agent failed, its gate stays open. */
  private static int comparable(Map<String, AgentOutput> outputs) {
    AgentOutput references = outputs.get(ReferenceRule.NAME);
    return references != null
            && references.result().get("comparableReferences") instanceof BigDecimal count
        ? count.intValue()
        : Integer.MAX_VALUE;
  }

  private static Map<String, Object> numbers(Verdict verdict) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("decision", verdict.decision());
    numbers.put("conditional", verdict.conditional());
    numbers.put("score", verdict.total());
    numbers.put("threshold", verdict.rules().threshold());
    numbers.put("scores", scores(verdict));
    Map<String, Object> weights = new LinkedHashMap<>();
    verdict.weights().forEach((agent, w) -> weights.put(agent, Math.round(w * 1000) / 1000.0));
    numbers.put("weights", weights);
    numbers.put("confidence", verdict.confidence());
    numbers.put("needsConfirmation", verdict.needsConfirmation());
    numbers.put("blockers", verdict.blockers());
    return numbers;
  }

  private static Map<String, Object> scores(Verdict verdict) {
    Map<String, Object> scores = new LinkedHashMap<>(verdict.scores());
    scores.put("total", verdict.total());
    return scores;
  }

  private static List<Map<String, Object>> tree(Verdict verdict) {
    List<Map<String, Object>> tree = new ArrayList<>();
    tree.add(
        Map.of(
            "step", "eligibility", "rating", verdict.bars().isEmpty() ? "positive" : "negative"));
    verdict
        .scores()
        .forEach(
            (agent, score) ->
                tree.add(Map.of("step", agent, "score", score, "rating", rating(score))));
    tree.add(
        Map.of(
            "step",
            "decision",
            "score",
            verdict.total(),
            "rating",
            verdict.bit() ? "positive" : "negative"));
    return tree;
  }

  private static String rating(int score) {
    return score >= Points.POSITIVE ? "positive" : score >= Points.NEUTRAL ? "neutral" : "negative";
  }

  /** The line with the capability that covers most of the work. */
  private Optional<String> businessLine(Matching matching) {
    Set<String> covering = new LinkedHashSet<>();
    matching.covered().forEach(m -> m.fit().by().ifPresent(c -> covering.add(c.name())));
    return covering.stream()
        .flatMap(
            name -> profile.businessLines().stream().filter(l -> l.capabilities().contains(name)))
        .map(CompanyProfile.BusinessLine::name)
        .findFirst();
  }
}
