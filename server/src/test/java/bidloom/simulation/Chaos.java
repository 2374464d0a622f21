package bidloom.simulation;

import java.time.Duration;
import java.util.List;

/** What happens to whole processes and clocks. */
final class Chaos {
  private static final List<Integer> STILL_SECONDS = List.of(4, 35, 50, 70);
  private static final List<Integer> JUMP_SECONDS = List.of(1, 12, 40);

  private final World world;

  Chaos(World world) {
    this.world = world;
  }

  void live() {
    try {
      while (!world.weather.clear() && !world.over()) {
        world.pause(world.some(25));
        int number = world.choices.pick(world.nodes.size());
        if (world.nodes.get(number).place().dead()) {
          world.boot(number);
        } else {
          strike(number);
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void strike(int number) {
    SimulatedNode node = world.nodes.get(number);
    if (world.weather.strikes(Fault.CRASH, 14)) {
      world.crash(node.place(), "");
    } else if (world.weather.strikes(Fault.FREEZE, 7)) {
      freeze(node, seconds(STILL_SECONDS));
    } else if (world.weather.strikes(Fault.OUTAGE, 12)) {
      Duration length = seconds(STILL_SECONDS);
      world.story.tell(node.place(), "has no database for %s", length);
      node.cutOffFor(length);
    } else if (world.weather.strikes(Fault.HAND_BACK, 16)) {
      world.story.tell(node.place(), "shuts down");
      world.scheduler.start(node.place(), "shutdown", () -> handBack(node));
    } else if (world.weather.strikes(Fault.CLOCK_FORWARD, 12)) {
      jump(seconds(JUMP_SECONDS).toMillis());
    } else if (world.weather.strikes(Fault.CLOCK_BACK, 12)) {
      jump(-seconds(JUMP_SECONDS).toMillis());
    }
  }

  private Duration seconds(List<Integer> lengths) {
    return Duration.ofSeconds(world.choices.of(lengths));
  }

  private void jump(long millis) {
    world.story.tell(world.outside, "the database's clock jumps by %d ms", millis);
    world.jump(millis);
  }

  private void handBack(SimulatedNode node) {
    node.worker.close();
    world.crash(node.place(), "in order");
  }

  private void freeze(SimulatedNode node, Duration length) {
    world.story.tell(node.place(), "stands still for %s", length);
    world.scheduler.freeze(node.place());
    world.scheduler.start(world.outside, "thaw", () -> thaw(node, length));
  }

  private void thaw(SimulatedNode node, Duration length) {
    try {
      world.pause(length);
      if (!node.place().dead()) {
        world.story.tell(node.place(), "goes on");
        world.scheduler.thaw(node.place());
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
