package bidloom.simulation;

import bidloom.agents.Plan;
import bidloom.domain.Fence;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.domain.RunSpec;
import bidloom.log.EventLog;
import bidloom.log.SimulatedLog;
import bidloom.service.Bids;
import bidloom.service.Outcomes;
import bidloom.service.Runs;
import bidloom.service.Tables;
import bidloom.store.Database;
import bidloom.store.StoreFailure;
import bidloom.work.SimulatedWorker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** One life of a node: the product's rooms as {@code Node} puts them together. */
final class SimulatedNode implements Runs.Hands {
  private final World world;
  private final Place place;
  private final long bornNanos;
  private final int ratePercent;
  private long cutOffUntilNanos;
  final EventLog log;
  final SimulatedWorker worker;
  final Bids bids;
  final Runs runs;

  SimulatedNode(World world, Place place) {
    this.world = world;
    this.place = place;
    this.bornNanos = world.scheduler.nowNanos();
    this.ratePercent =
        world.weather.strikes(Fault.CLOCK_RATE, 3) ? 80 + world.choices.pick(41) : 100;
    Map<RunKind, Plan> plans = SimulatedAgents.plans(world);
    Map<RunKind, RunSpec> specs = new EnumMap<>(RunKind.class);
    plans.forEach((kind, plan) -> specs.put(kind, plan.spec()));
    Database database = world.line(place, this);
    Tables tables = Tables.of(database);
    this.log = SimulatedLog.of(database, tables, world.settings, this::later);
    Outcomes outcomes = new Outcomes(database, tables, log, world.settings);
    this.worker =
        new SimulatedWorker(
            outcomes,
            log,
            run -> plan(plans, run),
            world.settings,
            place.name(),
            this::nanos,
            this::pause);
    this.bids = new Bids(database, tables, () -> world.newId("b"));
    Runs.Node self =
        new Runs.Node(place.name(), world.settings, () -> world.newId("r"), this::nanos, this);
    this.runs = new Runs(database, tables, log, specs, self);
  }

  private static Plan plan(Map<RunKind, Plan> plans, Run run) {
    return Optional.ofNullable(plans.get(run.kind())).orElseThrow();
  }

  Place place() {
    return place;
  }

  /** The heartbeat, the reaper and the poller, as {@code Periodic} has them. */
  void start() {
    duty("heartbeat", world.settings.heartbeat(), worker::beat);
    duty("reaper", world.settings.reaper(), worker::reap);
    duty("poller", world.settings.poll(), log::poll);
  }

  private void duty(String name, Duration period, Runnable task) {
    world.scheduler.start(place, name, () -> again(period, task));
  }

  private void again(Duration period, Runnable task) {
    try {
      while (!world.over()) {
        pause(period);
        try {
          task.run();
        } catch (StoreFailure unavailable) {
          world.story.tell(place, "a duty meets no database");
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private long nanos() {
    return (world.scheduler.nowNanos() - bornNanos) / 100 * ratePercent;
  }

  private void pause(Duration time) throws InterruptedException {
    world.pause(time.multipliedBy(100).dividedBy(ratePercent));
  }

  private void later(Runnable task) {
    world.scheduler.start(
        place,
        "later",
        () -> {
          try {
            pause(world.settings.poll());
            task.run();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public void accept(Run run, long grantedAfter) {
    world.scheduler.current().bequeath(List.of(run.fence()));
    worker.accept(run, grantedAfter);
  }

  @Override
  public void cancel(RunId run) {
    worker.cancel(run);
  }

  @Override
  public boolean full() {
    return worker.full();
  }

  /** The runs that a takeover was granted are accepted next, in order. */
  void granted(Object result) {
    if (result instanceof List<?> list) {
      List<Fence> fences =
          list.stream().filter(Run.class::isInstance).map(r -> ((Run) r).fence()).toList();
      if (!fences.isEmpty()) {
        world.scheduler.current().bequeath(fences);
      }
    }
  }

  void cutOffFor(Duration time) {
    cutOffUntilNanos = world.scheduler.nowNanos() + time.toNanos();
  }

  boolean cutOff() {
    return world.scheduler.nowNanos() < cutOffUntilNanos && !world.weather.clear();
  }

  /**
   * A request from outside, served by a thread of this node.
   *
   * @return the answer; empty where none came, and what was asked for may have happened
   */
  <T> Optional<T> ask(String what, Supplier<T> request) throws InterruptedException {
    CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
    Runnable obituary = () -> answer.complete(Optional.empty());
    if (!place.live()) {
      return Optional.empty();
    }
    place.mourn(obituary);
    world.scheduler.start(place, what, () -> serve(request, answer));
    try {
      return answer.get();
    } catch (ExecutionException refused) {
      if (refused.getCause() instanceof StoreFailure) {
        return Optional.empty();
      }
      throw refused.getCause() instanceof Refusal refusal
          ? refusal
          : new IllegalStateException(refused);
    } finally {
      place.forgive(obituary);
    }
  }

  private static <T> void serve(Supplier<T> request, CompletableFuture<Optional<T>> answer) {
    Attempt.at(() -> answer.complete(Optional.of(request.get())))
        .ifPresent(answer::completeExceptionally);
  }
}
