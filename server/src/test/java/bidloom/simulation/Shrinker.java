package bidloom.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a failing history simpler while it breaks the same guarantee: its row of choices is cut
 * short, pieces of it are left out or set to zero, numbers are made smaller (delta debugging, after
 * Zeller and Hildebrandt 2002).
 */
final class Shrinker {
  /** Early choices decide much: which faults there are, how many nodes and people. */
  private static final int FIRST = 40;

  private final Function<int[], Optional<int[]>> fails;
  private int[] best;
  private int tries;

  /**
   * A shrinker.
   *
   * @param fails the choices that a history really made, where it fails in the same way
   */
  private Shrinker(int[] first, int tries, Function<int[], Optional<int[]>> fails) {
    this.best = first;
    this.tries = tries;
    this.fails = fails;
  }

  static int[] shrink(int[] first, int tries, Function<int[], Optional<int[]>> fails) {
    Shrinker shrinker = new Shrinker(first, tries, fails);
    for (int i = 0; i < FIRST; i++) {
      shrinker.clear(i, 1);
    }
    int before;
    do {
      before = shrinker.weight();
      shrinker.pieces();
      shrinker.numbers();
    } while (shrinker.weight() < before && shrinker.tries > 0);
    return shrinker.best;
  }

  private int weight() {
    return best.length + Arrays.stream(best).map(n -> n == 0 ? 0 : 10).sum();
  }

  /** Cuts pieces out or clears them, large ones first. */
  private void pieces() {
    for (int size = Math.max(1, best.length / 2); size >= 1 && tries > 0; size /= 2) {
      for (int from = best.length - size; from >= 0 && tries > 0; from -= size) {
        if (from + size <= best.length && !attempt(without(from, size))) {
          clear(from, size);
        }
      }
    }
  }

  private void clear(int from, int size) {
    if (from >= best.length) {
      return;
    }
    int[] cleared = best.clone();
    Arrays.fill(cleared, from, Math.min(from + size, cleared.length), 0);
    if (!Arrays.equals(cleared, best)) {
      attempt(cleared);
    }
  }

  private int[] without(int from, int size) {
    int[] shorter = new int[best.length - size];
    System.arraycopy(best, 0, shorter, 0, from);
    System.arraycopy(best, from + size, shorter, from, shorter.length - from);
    return shorter;
  }

  private void numbers() {
    for (int i = 0; i < best.length && tries > 0; i++) {
      for (int smaller = best[i] / 2; i < best.length && best[i] > 1 && smaller > 0; ) {
        int[] next = best.clone();
        next[i] = smaller;
        if (!attempt(next)) {
          break;
        }
        smaller = i < best.length ? best[i] / 2 : 0;
      }
    }
  }

  private boolean attempt(int[] choices) {
    if (tries-- <= 0) {
      return false;
    }
    Optional<int[]> made = fails.apply(choices);
    if (made.isEmpty()) {
      return false;
    }
    int[] before = best;
    best = trimmed(made.get());
    if (weight() >= weightOf(before)) {
      best = before;
      return false;
    }
    return true;
  }

  private static int weightOf(int[] row) {
    return row.length + Arrays.stream(row).map(n -> n == 0 ? 0 : 10).sum();
  }

  /** Without the zeros at its end, which go without saying. */
  private static int[] trimmed(int[] row) {
    int end = row.length;
    while (end > 0 && row[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(row, end);
  }
}
