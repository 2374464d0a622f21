package bidloom.agents.builtin;

import bidloom.agents.AgentOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The points for and against, collected from the agents' findings, the weightiest first. */
record Points(Verdict verdict, Map<String, AgentOutput> outputs) {
  static final int POSITIVE = 70;
  static final int NEUTRAL = 50;

  private static final int GOOD = 60;
  private static final int MOST = 5;
  private static final int LEAST = 3;
  private static final List<String> GOOD_EFFECTS =
      List.of(
          "covered",
          "in use",
          "held",
          "a target customer",
          "a country we serve",
          "sets us apart",
          "quality wins",
          "pays for the estimated work",
          "a customer who knows us");

  List<String> strengths() {
    Set<String> strengths = new LinkedHashSet<>();
    byWeight(false).stream()
        .filter(agent -> score(agent) >= GOOD)
        .limit(LEAST)
        .forEach(agent -> strengths.add(summary(agent)));
    texts("competition", "differentiators")
        .forEach(d -> strengths.add("Sets us apart: %s.".formatted(d)));
    List<String> rest = goodEvidence();
    if (verdict.bars().isEmpty()) {
      rest.add("No formal condition that we know of keeps us from bidding.");
    }
    rest.add("The decision comes early: nothing was spent on a bid yet.");
    rest.add("The notice was read whole; what it leaves open is named.");
    rest.add("The customer is known now, for tenders that fit better.");
    fill(strengths, rest);
    return strengths.stream().limit(MOST).toList();
  }

  List<String> risks() {
    Set<String> risks = new LinkedHashSet<>();
    byWeight(true).stream()
        .filter(agent -> score(agent) < NEUTRAL)
        .limit(LEAST)
        .forEach(agent -> risks.add(summary(agent)));
    nested("deal_quality", "budget").forEach(risks::add);
    nested("deal_quality", "timeline").forEach(risks::add);
    nested("deal_quality", "commercial").forEach(risks::add);
    if (flags() > 0) {
      risks.add(summary("legal"));
    }
    texts("contract", "risks").forEach(risks::add);
    texts("competition", "weaknesses").forEach(w -> risks.add("Against us: %s.".formatted(w)));
    List<String> rest =
        new ArrayList<>(unknown().stream().map("Not known: %s."::formatted).toList());
    byWeight(true).stream().filter(a -> score(a) < POSITIVE).map(this::summary).forEach(rest::add);
    competitors().ifPresent(rest::add);
    rest.add("The contract documents behind the notice are not read yet.");
    fill(risks, rest);
    return risks.stream().limit(MOST).toList();
  }

  /** Facts that the tender does not give, without repeating one. */
  List<String> unknown() {
    Set<String> unknown = new LinkedHashSet<>();
    outputs.keySet().forEach(agent -> unknown.addAll(texts(agent, "unknown")));
    return List.copyOf(unknown);
  }

  List<String> with(int least, int most) {
    return byWeight(least < NEUTRAL).stream()
        .filter(agent -> score(agent) >= least && score(agent) < most)
        .map(agent -> "%s %d: %s".formatted(name(agent), score(agent), summary(agent)))
        .toList();
  }

  static String name(String agent) {
    return Character.toUpperCase(agent.charAt(0)) + agent.substring(1).replace('_', ' ');
  }

  private Optional<String> competitors() {
    List<String> known = texts("competition", "knownCompetitors");
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of("%s will probably bid too.".formatted(known.getFirst()));
  }

  private static void fill(Set<String> points, List<String> more) {
    for (String point : more) {
      if (points.size() < LEAST) {
        points.add(point);
      }
    }
  }

  private List<String> goodEvidence() {
    List<String> good = new ArrayList<>();
    for (AgentOutput output : outputs.values()) {
      if (output.result().get("evidence") instanceof List<?> evidence) {
        for (Object entry : evidence) {
          if (entry instanceof Map<?, ?> map && good(String.valueOf(map.get("effect")))) {
            good.add("%s: %s.".formatted(map.get("requirement"), map.get("effect")));
          }
        }
      }
    }
    return good;
  }

  private static boolean good(String effect) {
    return GOOD_EFFECTS.stream().anyMatch(effect::startsWith);
  }

  /** The agents by how much they push the total up, or down. */
  private List<String> byWeight(boolean down) {
    Comparator<String> push =
        Comparator.comparingDouble(
            agent -> verdict.weights().getOrDefault(agent, 0.0) * (score(agent) - NEUTRAL));
    return verdict.scores().keySet().stream().sorted(down ? push : push.reversed()).toList();
  }

  private int score(String agent) {
    return verdict.scores().getOrDefault(agent, 0);
  }

  private String summary(String agent) {
    AgentOutput output = outputs.get(agent);
    return output == null ? "" : output.summary();
  }

  private int flags() {
    AgentOutput legal = outputs.get("legal");
    return legal != null && legal.result().get("redFlags") instanceof List<?> flags
        ? flags.size()
        : 0;
  }

  List<String> texts(String agent, String member) {
    AgentOutput output = outputs.get(agent);
    return output == null ? List.of() : texts(output.result(), member);
  }

  private List<String> nested(String agent, String member) {
    AgentOutput output = outputs.get(agent);
    return output != null && output.result().get(member) instanceof Map<?, ?> object
        ? texts(object, "risks")
        : List.of();
  }

  private static List<String> texts(Map<?, ?> object, String member) {
    return object.get(member) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
