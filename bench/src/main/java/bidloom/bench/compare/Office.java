package bidloom.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process in which people edit and start evaluations until it is killed. What was acknowledged to
 * them goes to standard output at once, a line each, so that it outlives the process.
 */
final class Office {
  static final List<String> BIDS = List.of("a", "b", "c", "d", "e", "f");
  static final int AGENTS = 4;
  private static final long AGENT_MILLIS = 300;
  private static final int EDITORS = 4;
  private static final int STARTERS = 4;

  /** One agent's time; told when it is over. */
  @FunctionalInterface
  interface Work {
    void once() throws InterruptedException;
  }

  private final Strategy strategy;
  private final Random random;
  private final AtomicLong numbers;

  private Office(Strategy strategy, long seed) {
    this.strategy = strategy;
    this.random = new Random(seed);
    this.numbers = new AtomicLong(seed * 1_000_000);
  }

  /** Arguments: strategy, database, seed. */
  public static void main(String[] args) throws Exception {
    try (Strategy strategy = open(args[0], args[1], Office::agent)) {
      tell("open");
      new Office(strategy, Long.parseLong(args[2])).open();
    }
  }

  static Strategy open(String name, String url, Work agent) {
    return switch (name) {
      case "last write wins" -> new LastWriteWins(url);
      case "version that throws" -> new VersionThatThrows(url);
      case "one long transaction" -> new LongTransaction(url);
      case "status lock alone" -> new StatusLock(url);
      case "Bidloom" -> new Ours(url, agent);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private void open() throws Exception {
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < EDITORS; i++) {
        all.add(people.submit(this::edit));
      }
      for (int i = 0; i < STARTERS; i++) {
        all.add(people.submit(this::start));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static synchronized void tell(Object... words) {
    List<String> texts = new ArrayList<>();
    for (Object word : words) {
      texts.add(String.valueOf(word));
    }
    System.out.println(String.join("\t", texts));
    System.out.flush();
  }

  private String bid() {
    return BIDS.get(random.nextInt(BIDS.size()));
  }

  private static void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  /** Reads, thinks, writes; where that is refused, reads and thinks again. */
  private Void edit() throws Exception {
    while (true) {
      String bid = bid();
      String field = random.nextInt(10) < 3 ? Strategy.TITLE : Strategy.STAGE;
      String value = "v" + numbers.incrementAndGet();
      int refusals = 0;
      boolean done = false;
      while (!done) {
        Strategy.Seen seen = strategy.read(bid);
        pause(5 + random.nextInt(60));
        long before = System.nanoTime();
        try {
          strategy.edit(seen, field, value);
          long micros = (System.nanoTime() - before) / 1000;
          tell("edit", bid, field, seen.field(field), value, micros, refusals);
          done = true;
        } catch (Strategy.Refused faster) {
          refusals++;
        }
      }
      pause(20 + random.nextInt(60));
    }
  }

  private Void start() throws Exception {
    while (true) {
      String evaluation = "e" + numbers.incrementAndGet();
      try {
        Optional<Strategy.Basis> basis = strategy.evaluate(evaluation, bid(), Office::agents);
        basis.ifPresent(b -> tell("basis", b.evaluation(), b.title(), b.result()));
      } catch (Strategy.Refused faster) {
        tell("thrown away", evaluation);
      }
      pause(20 + random.nextInt(100));
    }
  }

  private static void agents() throws InterruptedException {
    List<Thread> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      agents.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  agent();
                } catch (InterruptedException stopped) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    for (Thread agent : agents) {
      agent.join();
    }
  }

  private static void agent() throws InterruptedException {
    pause(AGENT_MILLIS);
    tell("agent");
  }
}
