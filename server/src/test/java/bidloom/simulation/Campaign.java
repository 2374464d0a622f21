package bidloom.simulation;

import bidloom.store.MemoryDatabase;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Many histories, one seed each, counted; the first that fails is shrunk and told. */
final class Campaign implements AutoCloseable {
  private static final int TRIES = 3_000;

  /** Held, or the level is forgotten with the logger. */
  private static final Logger LOGGER = Logger.getLogger("bidloom");

  private final History.Store store;
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<String, Integer> deeds = new TreeMap<>();
  private final Map<String, Integer> broken = new TreeMap<>();
  private long histories;
  private long steps;
  private long commits;
  private long nanos;

  private Campaign(History.Store store) {
    this.store = store;
    LOGGER.setLevel(Level.OFF);
  }

  @Override
  public void close() {
    LOGGER.setLevel(null);
    store.database().close();
  }

  static Campaign sound() {
    return new Campaign(History.Store.sound(MemoryDatabase.create()));
  }

  /** With a store that lacks a guard. */
  static Campaign without(Guard guard) {
    return new Campaign(new History.Store(MemoryDatabase.create(), guard::takenFrom));
  }

  /** Plays one; what it broke. */
  Optional<Throwable> play(long seed) {
    long before = System.nanoTime();
    History.Told told = History.play(Choices.ofSeed(seed), store, false);
    nanos += System.nanoTime() - before;
    histories++;
    steps += told.steps();
    commits += told.commits();
    told.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
    told.deeds().forEach((deed, times) -> deeds.merge(deed, times, Integer::sum));
    told.failure().ifPresent(failure -> broken.merge(kind(failure), 1, Integer::sum));
    return told.failure();
  }

  /** The whole story of a seed. */
  History.Told tell(long seed) {
    return History.play(Choices.ofSeed(seed), store, true);
  }

  /** Plays so many, up to the first that fails. */
  void play(long firstSeed, long count) {
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      if (play(seed).isPresent()) {
        throw new AssertionError(report(seed, TRIES));
      }
    }
  }

  private static String kind(Throwable failure) {
    return failure instanceof Violation violation
        ? violation.guarantee()
        : failure.getClass().getSimpleName();
  }

  /** A failing seed for people: what broke, how to see it again, and the shortest such story. */
  String report(long seed, int tries) {
    History.Told first = History.play(Choices.ofSeed(seed), store, false);
    String kind = first.failure().map(Campaign::kind).orElse("nothing");
    int[] shortest =
        Shrinker.shrink(
            first.choices().row(),
            tries,
            row -> {
              History.Told told = History.play(Choices.of(row), store, false);
              boolean same = told.failure().map(Campaign::kind).filter(kind::equals).isPresent();
              return same ? Optional.of(told.choices().row()) : Optional.empty();
            });
    History.Told told = History.play(Choices.of(shortest), store, true);
    return """
    Seed %d breaks %s
      %s
    All of it: ./dev simulate %d
    The shortest story that breaks it (%d of %d choices, %d of %d steps):
    %s
      %s
    """
        .formatted(
            seed,
            kind,
            first.failure().map(Throwable::toString).orElse(""),
            seed,
            shortest.length,
            first.choices().made(),
            told.steps(),
            first.steps(),
            String.join("\n", told.story()),
            told.failure().map(Throwable::toString).orElse(""));
  }

  long histories() {
    return histories;
  }

  Map<Fault, Integer> faults() {
    return faults;
  }

  Map<String, Integer> broken() {
    return broken;
  }

  Map<String, Integer> deeds() {
    return deeds;
  }

  String summary() {
    double seconds = nanos / 1e9;
    return "%,d histories in %.1f s (%.0f/s): %,d steps, %,d commits%n  done   %s%n  faults %s%n  broken %s"
        .formatted(histories, seconds, histories / seconds, steps, commits, deeds, faults, broken);
  }
}
