package bidloom.simulation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which faults a history has, and how often. Each history leaves some kinds out: a fault can hide
 * another.
 */
final class Weather {
  private final Choices choices;
  private final Set<Fault> possible = EnumSet.noneOf(Fault.class);
  private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
  private boolean over;

  Weather(Choices choices) {
    this.choices = choices;
    for (Fault fault : Fault.values()) {
      if (choices.pick(3) > 0) {
        possible.add(fault);
      }
    }
  }

  /** Whether it happens now: once in so many times. */
  boolean strikes(Fault fault, int onceIn) {
    if (over || !possible.contains(fault) || !choices.once(onceIn)) {
      return false;
    }
    happened.merge(fault, 1, Integer::sum);
    return true;
  }

  /** From now on nothing goes wrong. */
  void clears() {
    over = true;
  }

  boolean clear() {
    return over;
  }

  Map<Fault, Integer> happened() {
    return happened;
  }
}
