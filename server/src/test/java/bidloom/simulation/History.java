package bidloom.simulation;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.service.Bids;
import bidloom.service.Tables;
import bidloom.store.MemoryDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One history: a few nodes, bids, people and watchers, a time of faults, and a time to recover. */
final class History {
  private static final Duration FAULTS = Duration.ofSeconds(150);
  private static final Duration STEP = Duration.ofSeconds(20);

  /** After the last fault: a frozen request, a lease on a clock set back, a reaper that is slow. */
  private static final int STEPS_TO_RECOVER = 30;

  private final World world;
  private int busy;

  /** Which store it is, where the simulation has to show that it would notice. */
  record Store(MemoryDatabase database, UnaryOperator<String> rewrite) {
    static Store sound(MemoryDatabase database) {
      return new Store(database, UnaryOperator.identity());
    }
  }

  /** What came of it. */
  record Told(
      Optional<Throwable> failure,
      Choices choices,
      long steps,
      long commits,
      long hash,
      List<String> story,
      Map<Fault, Integer> faults,
      Map<String, Integer> deeds) {}

  private History(Choices choices, Store store, boolean tellStory) {
    this.world = new World(choices, store.database, tellStory);
    store.database.forget(world::databaseMillis, store.rewrite);
  }

  static Told play(Choices choices, Store store, boolean tellStory) {
    History history = new History(choices, store, tellStory);
    history.play();
    return history.told();
  }

  private void play() {
    Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> world.fail(bug));
    Attempt.at(this::live).ifPresent(world::fail);
    world.end();
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  private void live() {
    begin();
    world.scheduler.runUntil(FAULTS.toNanos());
    recover();
    if (world.failure().isEmpty()) {
      new FinalCheck(world).check(busy);
    }
  }

  private void begin() {
    int nodes = 1 + world.choices.pick(3);
    for (int i = 0; i < nodes; i++) {
      world.boot(i);
    }
    int bids = 1 + world.choices.pick(2);
    for (int i = 0; i < bids; i++) {
      world.ledger.bids.add(create(i));
    }
    outside("chaos", new Chaos(world)::live);
    for (String name : List.of("ada", "bob", "cyd").subList(0, 1 + world.choices.pick(3))) {
      int actions = 6 + world.choices.pick(8);
      outside(name, () -> new Person(world, name).live(actions));
    }
    for (String name : List.of("wim", "xia").subList(0, 2 - world.choices.pick(2))) {
      outside(name, () -> new Watcher(world, name).live(2));
    }
  }

  /** Before anything goes wrong, and past all nodes. */
  private BidId create(int number) {
    Bids bids = new Bids(world.store, Tables.of(world.store), () -> world.newId("b"));
    Edit edit = Edit.setting(Map.of("title", "Road signs " + number));
    BidId id = bids.create(edit, Actor.user("founder")).now().bid().id();
    world.check.committed(new Task(0, () -> {}, world.outside, Optional.empty()));
    return id;
  }

  private void outside(String name, Runnable life) {
    busy++;
    world.scheduler.start(
        world.outside,
        name,
        () -> {
          Attempt.at(life).ifPresent(world::fail);
          busy--;
        });
  }

  private void recover() {
    world.weather.clears();
    world.scheduler.beOrderly();
    for (int i = 0; i < STEPS_TO_RECOVER && world.failure().isEmpty(); i++) {
      world.bootDead();
      world.scheduler.runUntil(world.scheduler.nowNanos() + STEP.toNanos());
      if (busy == 0 && world.check.activeRuns().isEmpty()) {
        return;
      }
    }
  }

  private Told told() {
    return new Told(
        world.failure(),
        world.choices,
        world.scheduler.steps(),
        world.check.commits(),
        world.story.hash(),
        world.story.lines(),
        world.weather.happened(),
        deeds());
  }

  private Map<String, Integer> deeds() {
    Map<String, Integer> deeds = new TreeMap<>();
    deeds.put("writes", world.ledger.writes.size());
    deeds.put("merged", world.ledger.merged());
    deeds.put("runs", world.check.runs().size());
    deeds.put("outputs", world.ledger.finished.size());
    deeds.put("applied", world.ledger.appliedOnes());
    deeds.put("streams", world.ledger.streamsFollowed);
    for (CommitCheck.RunRow run : world.check.runs().values()) {
      deeds.merge(run.state().wireName(), 1, Integer::sum);
      deeds.merge("taken over", run.epoch() > 1 ? 1 : 0, Integer::sum);
    }
    return deeds;
  }
}
