package bidloom.domain;

import static bidloom.domain.BidField.DECISION;
import static bidloom.domain.BidField.DECISION_DATA;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A person's word on a decision: the confirmation of what the agents decided, or its override. It
 * needs a reason either way, for whoever asks in a year.
 */
public record Ruling(String decision, String reason) {
  public static final String BIT = "BIT";
  public static final String NO_BIT = "NO_BIT";

  private static final int LONGEST_REASON = 2000;

  /**
   * Reads {@code {decision, reason}}.
   *
   * @throws Refusal.Invalid naming the member that can't be so
   */
  public static Ruling read(Map<String, ? extends @Nullable Object> members) {
    members.keySet().stream()
        .filter(name -> !name.equals("decision") && !name.equals("reason"))
        .findFirst()
        .ifPresent(
            name -> {
              throw new Refusal.Invalid(
                  "/" + name, "A decision has no member \"%s\".".formatted(name));
            });
    if (!(members.get("decision") instanceof String decision)
        || !(decision.equals(BIT) || decision.equals(NO_BIT))) {
      throw new Refusal.Invalid("/decision", "A decision is BIT or NO_BIT.");
    }
    if (!(members.get("reason") instanceof String reason)
        || reason.isBlank()
        || reason.length() > LONGEST_REASON
        || reason.indexOf('\0') >= 0) {
      throw new Refusal.Invalid(
          "/reason", "Give the reason, in at most %d characters.".formatted(LONGEST_REASON));
    }
    return new Ruling(decision, reason);
  }

  /**
   * The change that it makes. {@code decisionData} keeps the first decision that was overridden.
   *
   * @throws Refusal.IllegalTransition where nothing has been decided yet
   */
  public Edit on(Bid bid, Actor by, Instant at) {
    Optional<String> before = bid.text(DECISION);
    if (bid.status() != BidStatus.BIT_DECIDED || before.isEmpty()) {
      throw Transition.refused(bid.status(), BidStatus.BIT_DECIDED);
    }
    Map<?, ?> earlier =
        bid.field(DECISION_DATA.wireName()).orElse(Map.of()) instanceof Map<?, ?> map
            ? map
            : Map.of();
    Object agents = Optional.<Object>ofNullable(earlier.get("agentsDecision")).orElse(before.get());
    Map<String, Object> data = new TreeMap<>();
    data.put("agentsDecision", agents);
    data.put("overridden", !agents.equals(decision));
    data.put("reason", reason);
    data.put("by", by.text());
    data.put("at", at.toString());
    return Edit.setting(Map.of(DECISION.wireName(), decision, DECISION_DATA.wireName(), data));
  }
}
