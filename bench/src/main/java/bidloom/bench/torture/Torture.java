package bidloom.bench.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Workload, faults and judgement, a stage after the other. */
public final class Torture {
  private static final int SERVERS = 3;
  private static final int PERSONS = 6;
  private static final int HEALING_SECONDS = 60;
  private static final int SHOWN = 10;

  /** The guarantees, and that every row is of its form. */
  private static final List<String> GUARANTEES =
      List.of("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "form");

  private static final String CHECKED = " checked";

  /**
   * What came of it.
   *
   * @param broken the guarantees that were contradicted
   * @param untested what never happened, or was never checked
   */
  public record Result(List<String> broken, List<String> untested) {
    public boolean held() {
      return broken.isEmpty() && untested.isEmpty();
    }
  }

  private final Path application;
  private final long seed;
  private final boolean faults;

  /**
   * A torture.
   *
   * @param application the start of the packaged application
   * @param faults whether servers and the database fall, or streams alone
   */
  public Torture(Path application, long seed, boolean faults) {
    this.application = application;
    this.seed = seed;
    this.faults = faults;
  }

  /**
   * Tortures servers for a while and judges.
   *
   * @param stage {@code postgres} or {@code sqlite}
   */
  public Result run(String stage, int seconds) throws Exception {
    Path folder = Files.createTempDirectory("bidloom-torture");
    Journal journal = new Journal();
    long began = System.nanoTime();
    try (Stage set =
        stage.equals("sqlite")
            ? Stage.sqlite(application, folder)
            : Stage.postgres(application, folder, SERVERS)) {
      Thread undertaker = new Thread(() -> closeQuietly(set));
      Runtime.getRuntime().addShutdownHook(undertaker);
      List<String> bids = play(set, journal, seconds);
      new Judgement(set.url(), journal).judge(bids);
      Runtime.getRuntime().removeShutdownHook(undertaker);
      return report(stage, journal, set.faults(seed, journal).names(), seconds(began));
    } finally {
      delete(folder);
    }
  }

  private static void closeQuietly(Stage stage) {
    try {
      stage.close();
    } catch (IOException | InterruptedException alreadyGone) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> play(Stage set, Journal journal, int seconds) throws Exception {
    AtomicBoolean playing = new AtomicBoolean(true);
    AtomicBoolean sampling = new AtomicBoolean(true);
    List<String> bids = set.bids();
    Person.Scene scene = new Person.Scene(set.clients(), bids, journal);
    try (Watchers watchers = new Watchers(set.clients(), journal);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(new Sampler(set.url(), journal, sampling::get));
      for (int i = 0; i < PERSONS; i++) {
        threads.execute(new Person("p" + i, seed + i, scene, watchers, playing::get));
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      BooleanSupplier time = () -> System.nanoTime() - end < 0;
      if (faults) {
        set.faults(seed, journal).drive(time);
      } else {
        set.faults(seed, journal).driveMildly(time);
      }
      playing.set(false);
      heal(set, journal);
      sampling.set(false);
    }
    return bids;
  }

  /** Guarantee G11: nobody helps, and still every run comes to its end. */
  private static void heal(Stage set, Journal journal) throws SQLException, InterruptedException {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEALING_SECONDS);
    List<String> active = Sampler.active(set.url());
    while (!active.isEmpty() && System.nanoTime() - patience < 0) {
      Thread.sleep(200);
      active = Sampler.active(set.url());
    }
    journal.count("G11 checked");
    active.forEach(run -> journal.contradiction("G11", "run " + run + " never ended"));
  }

  private static long seconds(long began) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
  }

  private Result report(String stage, Journal journal, List<String> faults, long seconds) {
    Result result = new Result(broken(journal), untested(journal, faults));
    System.out.printf("%n%s, seed %d, %d s%n", stage, seed, seconds);
    for (Map.Entry<String, AtomicLong> count : new TreeMap<>(journal.counts()).entrySet()) {
      if (!count.getKey().endsWith(CHECKED)) {
        System.out.printf("  %-60s %8d%n", count.getKey(), count.getValue().get());
      }
    }
    System.out.printf("%n  %-10s %10s %14s%n", "", "checks", "violations");
    for (String guarantee : GUARANTEES) {
      System.out.printf(
          "  %-10s %10d %14d%n",
          guarantee, journal.counted(guarantee + CHECKED), violations(journal, guarantee));
    }
    result.untested().forEach(what -> System.out.println("  never put to the test: " + what));
    journal.contradictions().stream()
        .limit(SHOWN)
        .forEach(c -> System.out.println("  " + c.guarantee() + ": " + c.what()));
    return result;
  }

  private static long violations(Journal journal, String guarantee) {
    return journal.contradictions().stream().filter(c -> c.guarantee().equals(guarantee)).count();
  }

  private static List<String> broken(Journal journal) {
    return GUARANTEES.stream().filter(g -> violations(journal, g) > 0).toList();
  }

  private static List<String> untested(Journal journal, List<String> faults) {
    return Stream.of(
            GUARANTEES.stream().map(guarantee -> guarantee + CHECKED),
            Stream.of("runs committed", "runs stale", "runs cancelled"),
            faults.stream().map(fault -> "fault: " + fault))
        .flatMap(Function.identity())
        .filter(what -> journal.counted(what) == 0)
        .toList();
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
