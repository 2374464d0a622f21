package bidloom.agents.builtin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What would flip a decision: computed for every single score and every single weight, all else
 * equal. A changed weight takes from the others, or gives to them, in proportion.
 */
final class Sensitivity {
  private static final int FULL = 100;
  private static final int SHOWN = 4;
  private static final double EQUAL = 1e-9;

  /**
   * A single change that flips the decision.
   *
   * @param kind {@code score} or {@code weight}
   * @param from the value now, 0-100
   * @param to the nearest value that flips it, 0-100
   */
  private record Flip(String kind, String agent, long from, long to) {
    long distance() {
      return Math.abs(to - from);
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("kind", kind);
      json.put("agent", agent);
      json.put("from", from);
      json.put("to", to);
      return json;
    }

    String words() {
      String name = agent.replace('_', ' ');
      return kind.equals("score")
          ? "%s at %d instead of %d".formatted(name, to, from)
          : "the weight of %s at %d%% instead of %d%%".formatted(name, to, from);
    }
  }

  private Sensitivity() {}

  /** {@code {margin, flips: [{kind, agent, from, to}], text}}, the nearest flip first. */
  static Map<String, Object> of(Verdict verdict) {
    List<Flip> flips = verdict.blockers().isEmpty() ? flips(verdict) : List.of();
    Map<String, Object> sensitivity = new LinkedHashMap<>();
    sensitivity.put("margin", verdict.total() - verdict.rules().threshold());
    sensitivity.put("flips", flips.stream().limit(SHOWN).map(Flip::json).toList());
    sensitivity.put("text", text(verdict, flips));
    return sensitivity;
  }

  private static List<Flip> flips(Verdict verdict) {
    List<Flip> flips = new ArrayList<>();
    for (String agent : verdict.scores().keySet()) {
      score(verdict, agent, flips);
      weight(verdict, agent, flips);
    }
    flips.sort(Comparator.comparingLong(Flip::distance).thenComparing(Flip::kind));
    return flips;
  }

  private static void score(Verdict verdict, String agent, List<Flip> flips) {
    int now = verdict.scores().getOrDefault(agent, 0);
    double weight = verdict.weights().getOrDefault(agent, 0.0);
    for (int distance = 1; distance <= FULL; distance++) {
      int then = verdict.bit() ? now - distance : now + distance;
      if (then < 0 || then > FULL) {
        return;
      }
      if (bit(verdict, verdict.exact() + weight * (then - now)) != verdict.bit()) {
        flips.add(new Flip("score", agent, now, then));
        return;
      }
    }
  }

  private static void weight(Verdict verdict, String agent, List<Flip> flips) {
    int score = verdict.scores().getOrDefault(agent, 0);
    double weight = verdict.weights().getOrDefault(agent, 0.0);
    double others = weight > 1 - EQUAL ? score : (verdict.exact() - weight * score) / (1 - weight);
    long now = Math.round(FULL * weight);
    boolean more = score > others != verdict.bit();
    for (long then = now; then >= 0 && then <= FULL; then += more ? 1 : -1) {
      double share = then / (double) FULL;
      if (then != now && bit(verdict, share * score + (1 - share) * others) != verdict.bit()) {
        flips.add(new Flip("weight", agent, now, then));
        return;
      }
    }
  }

  private static boolean bit(Verdict verdict, double total) {
    return Math.round(total) >= verdict.rules().threshold();
  }

  private static String text(Verdict verdict, List<Flip> flips) {
    if (!verdict.blockers().isEmpty()) {
      String alone =
          verdict.total() >= verdict.rules().threshold()
              ? "Without the blockers the score (%d) would carry a bid."
              : "Even without the blockers the score (%d) is below the threshold.";
      return "No weight and no score flips it: blockers decide. "
          + alone.formatted(verdict.total());
    }
    if (flips.isEmpty()) {
      return "No single weight or score flips the decision.";
    }
    return "It would flip with "
        + String.join(", or with ", flips.stream().limit(3).map(Flip::words).toList())
        + ".";
  }
}
