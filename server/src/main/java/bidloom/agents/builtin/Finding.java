package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Collects what an analyst finds. Its result on the wire: {@code {score, confidence, summary,
 * reasoning, evidence: [{requirement, profile, effect}], criticalBlockers: [text], unknown: [text],
 * ...details}}.
 */
final class Finding {
  static final String NO_ENTRY = "no entry";
  private static final int FULL = 100;
  private static final int LEAST_CONFIDENCE = 20;
  private static final int MOST_CONFIDENCE = 95;
  private static final int MOST_EVIDENCE = 12;

  private final List<String> reasons = new ArrayList<>();
  private final List<Map<String, Object>> evidence = new ArrayList<>();
  private final List<String> blockers = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final Map<String, Object> details = new LinkedHashMap<>();
  private int doubt;

  /** A sentence of the reasoning. */
  Finding because(String sentence) {
    reasons.add(sentence);
    return this;
  }

  /**
   * What was held against what, and what came of it.
   *
   * @param requirement the field and what stands there
   * @param profile the entry of the company profile
   * @param effect what it does to the score, or to the bid
   */
  Finding evidence(String requirement, String profile, String effect) {
    Map<String, Object> entry =
        Map.of("requirement", requirement, "profile", profile, "effect", effect);
    if (evidence.size() < MOST_EVIDENCE && !evidence.contains(entry)) {
      evidence.add(entry);
    }
    return this;
  }

  Finding blocker(String sentence) {
    blockers.add(sentence);
    return this;
  }

  /** A fact that the tender does not give: it costs confidence, not score. */
  Finding unknown(String fact, int confidence) {
    unknown.add(fact);
    doubt += confidence;
    return this;
  }

  Finding with(String member, Object value) {
    details.put(member, value);
    return this;
  }

  /**
   * The output.
   *
   * @param sure the confidence (0-100) with every fact at hand
   */
  AgentOutput output(double score, int sure, String summary) {
    int rounded = (int) Math.round(Math.clamp(score, 0.0, FULL));
    int confidence = Math.clamp((long) sure - doubt, LEAST_CONFIDENCE, MOST_CONFIDENCE);
    Map<String, Object> result = new LinkedHashMap<>(details);
    result.put("score", rounded);
    result.put("confidence", confidence);
    result.put("summary", summary);
    result.put("reasoning", reasons.isEmpty() ? summary : String.join(" ", reasons));
    result.put("evidence", evidence);
    result.put("criticalBlockers", blockers);
    result.put("unknown", unknown);
    return new AgentOutput(OptionalInt.of(rounded), confidence, summary, result);
  }
}
