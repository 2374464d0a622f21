package bidloom.work;

import bidloom.agents.AgentOutput;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The stored form of what an agent came to: {@code {score?, confidence, summary, result}}. */
final class Outputs {
  private Outputs() {}

  static Map<String, Object> write(AgentOutput output) {
    Map<String, Object> stored = new TreeMap<>();
    output.score().ifPresent(score -> stored.put("score", score));
    stored.put("confidence", output.confidence());
    stored.put("summary", output.summary());
    stored.put("result", output.result());
    return stored;
  }

  static AgentOutput read(Map<String, Object> stored) {
    return new AgentOutput(
        stored.get("score") instanceof BigDecimal score
            ? OptionalInt.of(score.intValue())
            : OptionalInt.empty(),
        stored.get("confidence") instanceof BigDecimal confidence ? confidence.intValue() : 0,
        String.valueOf(stored.getOrDefault("summary", "")),
        stored.get("result") instanceof Map<?, ?> result ? strings(result) : Map.of());
  }

  /** The stored form of a failure: {@code {code, message}}. */
  static Map<String, Object> failure(String code, String message) {
    return Map.of("code", code, "message", message);
  }

  static String message(Map<String, Object> failure) {
    return String.valueOf(failure.getOrDefault("message", ""));
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> typed = new TreeMap<>();
    map.forEach((key, value) -> typed.put(String.valueOf(key), value));
    return typed;
  }
}
