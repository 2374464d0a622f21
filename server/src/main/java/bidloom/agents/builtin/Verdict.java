package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import bidloom.agents.CompanyProfile.Rules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The arithmetic of a decision.
 *
 * @param scores of the agents that have a weight and an output, by name
 * @param weights of these agents, adding up to 1: a failed agent's weight is spread over the others
 *     in proportion
 * @param bars what the eligibility gate refuses
 * @param blockers the bars' reasons and the agents' critical blockers
 */
record Verdict(
    Map<String, Integer> scores,
    Map<String, Double> weights,
    int confidence,
    List<Eligibility.Bar> bars,
    List<String> blockers,
    Rules rules) {
  static final String BIT = "BIT";
  static final String NO_BIT = "NO_BIT";

  private static final int MOST_FOR_SPREAD = 20;
  private static final int PER_FAILURE = 8;
  private static final int FULL = 100;

  static Verdict of(
      Map<String, AgentOutput> outputs,
      Set<String> failed,
      List<Eligibility.Bar> bars,
      Rules rules) {
    Map<String, Integer> scores = new LinkedHashMap<>();
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String agent : Evaluation.WEIGHTED) {
      AgentOutput output = outputs.get(agent);
      if (output != null && output.score().isPresent()) {
        scores.put(agent, output.score().getAsInt());
        weights.put(agent, rules.weights().getOrDefault(agent, BigDecimal.ZERO).doubleValue());
      }
    }
    double all = weights.values().stream().mapToDouble(w -> w).sum();
    weights.replaceAll((agent, weight) -> weight / all);
    return new Verdict(
        scores,
        weights,
        confidence(outputs, scores, failed.size()),
        bars,
        blockers(outputs, bars),
        rules);
  }

  /** The mean of the weighted agents, less half of the scores' deviation (at most 20). */
  private static int confidence(
      Map<String, AgentOutput> outputs, Map<String, Integer> scores, int failed) {
    double mean =
        outputs.entrySet().stream()
            .filter(e -> scores.containsKey(e.getKey()))
            .mapToInt(e -> e.getValue().confidence())
            .average()
            .orElse(0);
    double middle = scores.values().stream().mapToInt(s -> s).average().orElse(0);
    double variance =
        scores.values().stream().mapToDouble(s -> (s - middle) * (s - middle)).average().orElse(0);
    double spread = Math.min(MOST_FOR_SPREAD, Math.sqrt(variance) / 2);
    return (int) Math.round(Math.clamp(mean - spread - PER_FAILURE * (double) failed, 0, FULL));
  }

  private static List<String> blockers(
      Map<String, AgentOutput> outputs, List<Eligibility.Bar> bars) {
    Set<String> blockers = new LinkedHashSet<>();
    bars.stream().filter(b -> b.kind().equals("deadline")).forEach(b -> blockers.add(b.reason()));
    for (AgentOutput output : outputs.values()) {
      if (output.result().get("criticalBlockers") instanceof List<?> own) {
        own.forEach(blocker -> blockers.add(String.valueOf(blocker)));
      }
    }
    bars.forEach(bar -> blockers.add(bar.reason()));
    return new ArrayList<>(blockers);
  }

  /** The weighted score, not rounded. */
  double exact() {
    return scores.entrySet().stream()
        .mapToDouble(e -> e.getValue() * weights.getOrDefault(e.getKey(), 0.0))
        .sum();
  }

  int total() {
    return (int) Math.round(exact());
  }

  boolean bit() {
    return total() >= rules.threshold() && blockers.isEmpty();
  }

  String decision() {
    return bit() ? BIT : NO_BIT;
  }

  /** A BIT that is so near to the threshold that it stands on conditions. */
  boolean conditional() {
    return bit() && total() < rules.threshold() + rules.conditionalBand();
  }

  boolean needsConfirmation() {
    return confidence < rules.minimumConfidence();
  }
}
