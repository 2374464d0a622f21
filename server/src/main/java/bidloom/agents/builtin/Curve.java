package bidloom.agents.builtin;

/** Scores along a line: between two points it goes straight, beyond the ends it stays. */
final class Curve {
  private Curve() {}

  /**
   * The score at {@code x}.
   *
   * @param points x1, score1, x2, score2, ... with growing x
   */
  static double at(double x, double... points) {
    if (x <= points[0]) {
      return points[1];
    }
    for (int i = 2; i < points.length; i += 2) {
      if (x <= points[i]) {
        double share = (x - points[i - 2]) / (points[i] - points[i - 2]);
        return points[i - 1] + share * (points[i + 1] - points[i - 1]);
      }
    }
    return points[points.length - 1];
  }
}
