package bidloom.agents.extraction;

import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.BidField;
import bidloom.domain.RequirementField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan of an extraction: one agent reads the document, and what it found becomes the bid's
 * requirements, together with the three facts that a bid carries itself.
 */
public final class Extraction {
  private static final Map<BidField, RequirementField> ON_THE_BID =
      Map.of(
          BidField.TITLE, RequirementField.TITLE,
          BidField.CUSTOMER_NAME, RequirementField.CUSTOMER_NAME,
          BidField.WEBSITE_URL, RequirementField.WEBSITE_URL);

  private Extraction() {}

  public static Plan plan() {
    return new Plan(List.of(new Extractor()), Extraction::coordinate);
  }

  private static Outcome coordinate(
      AgentTask task, Map<String, AgentOutput> outputs, Map<String, String> failures)
      throws AgentFailure {
    AgentOutput output = outputs.get(Extractor.NAME);
    if (output == null) {
      throw new AgentFailure(
          "not-extracted", failures.getOrDefault(Extractor.NAME, "The document was not read."));
    }
    return new Outcome(changes(output.result()), output.summary(), Map.of());
  }

  private static Map<String, Object> changes(Map<String, Object> result) {
    Map<String, Object> changes = new HashMap<>();
    if (result.get("requirements") instanceof Map<?, ?> requirements) {
      requirements.forEach((name, value) -> changes.put("requirements." + name, value));
      ON_THE_BID.forEach(
          (onBid, field) -> {
            if (requirements.get(field.wireName()) instanceof String text) {
              changes.put(onBid.wireName(), text);
            }
          });
    }
    return changes;
  }
}
