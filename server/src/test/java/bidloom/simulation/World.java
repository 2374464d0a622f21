package bidloom.simulation;

import bidloom.domain.Settings;
import bidloom.store.Database;
import bidloom.store.FaultyDatabase;
import bidloom.store.MemoryDatabase;
import bidloom.store.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One history's clock, scheduler, store, nodes and weather. */
final class World {
  private static final long EPOCH_MILLIS = 1_800_000_000_000L;
  private static final List<Integer> DELAYS = List.of(1, 3, 8, 25, 45);

  final Choices choices;
  final Scheduler scheduler;
  final Weather weather;
  final Story story;
  final Ledger ledger;
  final MemoryDatabase store;
  final CommitCheck check;
  final Settings settings;
  final Place outside = new Place("outside");
  final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<Place> places = new ArrayList<>(List.of(outside));
  private long clockJumpMillis;
  private long nextId;
  private int lives;
  private boolean over;
  private Optional<Throwable> failure = Optional.empty();

  World(Choices choices, MemoryDatabase store, boolean tellStory) {
    this.choices = choices;
    this.store = store;
    this.scheduler = new Scheduler(choices);
    this.weather = new Weather(choices);
    this.story = new Story(scheduler, tellStory);
    this.ledger = new Ledger();
    this.settings = settings(choices);
    this.check = new CommitCheck(store, story);
  }

  private static Settings settings(Choices choices) {
    return TestSettings.with(
        Map.of(
            "attempts",
            3 - choices.pick(2),
            "poll",
            Duration.ofSeconds(4),
            "concurrentRuns",
            4 - choices.pick(4),
            "pageEvents",
            6 - choices.pick(5),
            "tailEvents",
            8 - choices.pick(7)));
  }

  /** A new process. */
  void boot(int number) {
    Place place = new Place("n" + number + (lives < 3 ? "" : "." + lives));
    lives++;
    places.add(place);
    SimulatedNode node = new SimulatedNode(this, place);
    if (number < nodes.size()) {
      nodes.set(number, node);
    } else {
      nodes.add(node);
    }
    node.start();
  }

  /** Every node has a process again. */
  void bootDead() {
    for (int number = 0; number < nodes.size(); number++) {
      if (nodes.get(number).place().dead()) {
        boot(number);
      }
    }
  }

  long databaseMillis() {
    return EPOCH_MILLIS + scheduler.nowNanos() / 1_000_000 + clockJumpMillis;
  }

  void jump(long millis) {
    clockJumpMillis += millis;
  }

  String newId(String prefix) {
    return prefix + nextId++;
  }

  boolean over() {
    return over;
  }

  void pause(Duration time) throws InterruptedException {
    if (over) {
      throw new InterruptedException();
    }
    scheduler.register();
    scheduler.sleep(time.toNanos());
  }

  /** Whole seconds from one to a bound, in fractions that do not fall together. */
  Duration some(int maxSeconds) {
    return Duration.ofMillis(1 + 37L * choices.pick(maxSeconds * 27));
  }

  /** The running thread's process dies here; its threads never run again. */
  private void die(Place place, String when) {
    crash(place, when);
    while (!over) {
      LockSupport.park(this);
    }
    throw FaultyDatabase.cutOff("the process is gone");
  }

  void crash(Place place, String when) {
    story.tell(place, "crashes %s", when);
    scheduler.kill(place);
  }

  Database line(Place place, SimulatedNode node) {
    FaultyDatabase.Line line =
        new FaultyDatabase.Line() {
          @Override
          public <T> T call(FaultyDatabase.Kind kind, Supplier<T> transaction) {
            return World.this.call(place, node, kind, transaction);
          }
        };
    return new FaultyDatabase(store, line);
  }

  private <T> T call(
      Place place, SimulatedNode node, FaultyDatabase.Kind kind, Supplier<T> transaction) {
    gate();
    boolean write = kind != FaultyDatabase.Kind.READ;
    if (write && Thread.currentThread().isInterrupted()) {
      throw FaultyDatabase.cutOff("interrupted"); // as SqliteWriter does
    }
    if (write && weather.strikes(Fault.CRASH_BEFORE, 120)) {
      die(place, "before a transaction");
    }
    if (weather.strikes(Fault.SLOW_REQUEST, 60)) {
      delay(place, "request");
    }
    refuse(place, node, kind);
    T result = transaction.get();
    if (write) {
      checking(() -> check.committed(scheduler.current()));
      node.granted(result);
    }
    if (write && weather.strikes(Fault.CRASH_AFTER, 120)) {
      die(place, "after a transaction");
    }
    if (weather.strikes(Fault.SLOW_REPLY, 60)) {
      delay(place, "answer");
    }
    gate();
    if (write && weather.strikes(Fault.REPLY_LOST, 30)) {
      story.tell(place, "an answer is lost");
      throw FaultyDatabase.cutOff("reply lost");
    }
    return result;
  }

  private void refuse(Place place, SimulatedNode node, FaultyDatabase.Kind kind) {
    boolean beat = kind == FaultyDatabase.Kind.HEARTBEAT;
    if (node.cutOff() || weather.strikes(Fault.REFUSED, 40)) {
      story.tell(place, "a transaction is refused");
      throw FaultyDatabase.cutOff("refused");
    }
    if (beat && weather.strikes(Fault.HEARTBEAT_FAILED, 4)) {
      story.tell(place, "a heartbeat fails");
      throw FaultyDatabase.cutOff("heartbeat");
    }
  }

  /** Others go first, if the choices will have it so. */
  void gate() {
    boolean interrupted = Thread.interrupted();
    if (!over) {
      scheduler.register();
      scheduler.giveWay();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (over) {
      throw FaultyDatabase.cutOff("the history is over");
    }
  }

  private void delay(Place place, String what) {
    int seconds = choices.of(DELAYS);
    story.tell(place, "a slow %s takes %d s", what, seconds);
    long until = scheduler.nowNanos() + Duration.ofSeconds(seconds).toNanos();
    boolean interrupted = false;
    while (scheduler.nowNanos() < until && !over) {
      try {
        pause(Duration.ofNanos(until - scheduler.nowNanos()));
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (over) {
      throw FaultyDatabase.cutOff("the history is over");
    }
  }

  /** The first that went wrong ends the history. */
  void fail(Throwable broken) {
    if (failure.isEmpty() && !over) {
      failure = Optional.of(broken);
      scheduler.stop();
    }
  }

  Optional<Throwable> failure() {
    return failure;
  }

  /** Runs a check wherever it is called from: the product must not swallow what it finds. */
  void checking(Runnable check) {
    Attempt.at(check)
        .ifPresent(
            broken -> {
              fail(broken);
              throw new AssertionError("the history ends here", broken);
            });
  }

  /** Ends every thread. */
  void end() {
    over = true;
    scheduler.unwind(places);
  }
}
