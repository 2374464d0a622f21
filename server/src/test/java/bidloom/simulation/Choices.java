package bidloom.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything that is left to chance in a history, as a row of numbers: drawn from a seed, or given.
 * Zero is always the plainest choice (first in line, no fault), and a row that has ended goes on in
 * zeros, so a shorter row or one with more zeros is a simpler history.
 */
final class Choices {
  private final SplittableRandom random;
  private final boolean given;
  private int[] row;
  private int made;

  private Choices(SplittableRandom random, boolean given, int[] row) {
    this.random = random;
    this.given = given;
    this.row = row;
  }

  static Choices ofSeed(long seed) {
    return new Choices(new SplittableRandom(seed), false, new int[1024]);
  }

  static Choices of(int[] row) {
    return new Choices(new SplittableRandom(0), true, row.clone());
  }

  /** A number from 0 to {@code bound - 1}. */
  int pick(int bound) {
    if (bound <= 1) {
      return 0;
    }
    if (made == row.length) {
      row = Arrays.copyOf(row, Math.max(1024, 2 * made));
    }
    if (given) {
      row[made] = Math.min(row[made], bound - 1);
    } else {
      row[made] = random.nextInt(bound);
    }
    return row[made++];
  }

  /** True once in so many times; never where that is 0. */
  boolean once(int in) {
    return in > 0 && pick(in) == in - 1;
  }

  <T> T of(List<T> values) {
    return values.get(pick(values.size()));
  }

  /** What was chosen so far. */
  int[] row() {
    return Arrays.copyOf(row, made);
  }

  int made() {
    return made;
  }
}
