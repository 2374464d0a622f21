package bidloom.agents.builtin;

/** A weighted mean of the factors that are known; what is unknown takes no part in it. */
final class Factors {
  private double sum;
  private double weight;

  void add(double score, double weightOfIt) {
    sum += score * weightOfIt;
    weight += weightOfIt;
  }

  /** The mean, or the neutral score where nothing is known. */
  double mean(double neutral) {
    return weight == 0 ? neutral : sum / weight;
  }
}
