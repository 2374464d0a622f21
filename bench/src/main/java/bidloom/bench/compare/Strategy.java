package bidloom.bench.compare;

import java.util.List;
import java.util.Optional;

/**
 * A way to let people edit and agents evaluate the same bid. A bid has a {@code title}, which the
 * agents read, a {@code stage}, which they do not, and a {@code result}, which they write.
 */
interface Strategy extends AutoCloseable {
  String TITLE = "title";
  String STAGE = "stage";
  String RESULT = "result";

  /** Somebody was faster: the caller reads again and thinks again. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /** A bid as somebody read it. */
  record Seen(String bid, long version, String title, String stage) {
    String field(String name) {
      return name.equals(TITLE) ? title : stage;
    }
  }

  /** What an evaluation was shown: the title, and the result that it replaces. */
  record Basis(String evaluation, String title, String result) {}

  /** One change of one field, as the database has it. */
  record Change(String bid, String field, String before, String after, String titleBefore) {}

  /** What agents do: four at once, each for its time; their outputs are told as they come. */
  @FunctionalInterface
  interface Agents {
    void work() throws InterruptedException;
  }

  /** Makes the bids; once. */
  void create(List<String> bids) throws Exception;

  Seen read(String bid) throws Exception;

  /** Sets one field of a bid that was seen; done when it returns. */
  void edit(Seen seen, String field, String value) throws Exception;

  /**
   * Lets the agents evaluate a bid and writes the result, which is the evaluation's id.
   *
   * @return what the evaluation was made from; empty where nothing was started
   */
  Optional<Basis> evaluate(String evaluation, String bid, Agents agents) throws Exception;

  /** All changes in their order. */
  List<Change> changes() throws Exception;

  /** What evaluations were shown, where the database itself knows it. */
  default List<Basis> bases() {
    return List.of();
  }

  /** The bids that are in a running status although nobody works on them. */
  int stuck() throws Exception;

  /** Agent outputs that are kept whether or not their result was applied. */
  long keptOutputs() throws Exception;
}
