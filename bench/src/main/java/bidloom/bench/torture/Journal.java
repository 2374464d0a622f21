package bidloom.bench.torture;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the clients were told, and what was done to the servers. */
final class Journal {
  /** How a request ended: done, refused, or nobody knows. */
  enum Outcome {
    DONE,
    REFUSED,
    UNKNOWN
  }

  /**
   * One edit of one field to a value that no other edit ever sets.
   *
   * @param version the version that the answer named; 0 without one
   */
  record Edit(
      String bid,
      String field,
      String value,
      long baseVersion,
      boolean merge,
      Outcome outcome,
      long version) {}

  /** An event as a subscriber saw it. */
  record Seen(long seq, String type, Map<String, Object> data) {}

  /** What one subscriber saw of one run, in the order in which it came. */
  record Watched(String run, List<Seen> events, boolean ended) {}

  /** A fact that contradicts a guarantee. */
  record Contradiction(String guarantee, String what) {}

  private final ConcurrentLinkedQueue<Edit> edits = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Watched> watched = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Contradiction> contradictions = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  void edit(Edit edit) {
    edits.add(edit);
    count("edits " + edit.outcome().name().toLowerCase(Locale.ROOT));
  }

  void watched(Watched stream) {
    watched.add(stream);
  }

  void contradiction(String guarantee, String what) {
    contradictions.add(new Contradiction(guarantee, what));
  }

  void count(String what) {
    count(what, 1);
  }

  void count(String what, long times) {
    counts.computeIfAbsent(what, name -> new AtomicLong()).addAndGet(times);
  }

  long counted(String what) {
    return Optional.ofNullable(counts.get(what)).map(AtomicLong::get).orElse(0L);
  }

  Map<String, AtomicLong> counts() {
    return counts;
  }

  List<Edit> edits() {
    return List.copyOf(edits);
  }

  List<Watched> watched() {
    return List.copyOf(watched);
  }

  List<Contradiction> contradictions() {
    return List.copyOf(contradictions);
  }
}
