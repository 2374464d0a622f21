package bidloom.simulation;

import static bidloom.simulation.Violation.unless;

import bidloom.domain.Refusal;
import bidloom.domain.RunId;
import bidloom.log.Frame;
import bidloom.log.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Follows runs from their first event to their last, over as many connections as it takes (G12).
 */
final class Watcher {
  private static final String EVENT = "SELECT type FROM run_event WHERE run_id = ? AND seq = ?";

  private final World world;
  private final String name;
  private long cursor;
  private boolean ended;

  Watcher(World world, String name) {
    this.world = world;
    this.name = name;
  }

  void live(int streams) {
    try {
      for (int i = 0; i < streams; i++) {
        world.pause(world.some(30));
        if (!world.ledger.runs.isEmpty()) {
          follow(world.choices.of(world.ledger.runs));
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(RunId run) throws InterruptedException {
    cursor = 0;
    ended = false;
    world.ledger.open++;
    while (!ended) {
      SimulatedNode node = world.choices.of(world.nodes);
      try {
        node.ask("stream", () -> serve(node, run));
      } catch (Refusal.NotFound early) {
        throw new Violation("G7", "a started run is not there: " + run);
      }
      if (!ended) {
        world.pause(world.some(5));
      }
    }
    world.ledger.open--;
    world.ledger.streamsFollowed++;
  }

  /** One connection, as the HTTP door serves it: pulls when it can write, waits for a word. */
  private boolean serve(SimulatedNode node, RunId run) {
    Semaphore words = new Semaphore(0);
    try (Subscription subscription =
        node.log.subscribe(node.runs.get(run).run(), cursor, words::release)) {
      while (!subscription.ended() && !world.over()) {
        List<Frame> frames = subscription.next();
        for (Frame frame : frames) {
          world.checking(() -> see(run, frame));
          if (world.weather.strikes(Fault.STREAM_CUT, 20)) {
            return false;
          }
        }
        if (world.weather.strikes(Fault.SLOW_READER, 20)) {
          world.pause(world.some(30));
        }
        if (frames.isEmpty()) {
          words.acquire();
          words.drainPermits();
        }
      }
      world.checking(
          () ->
              unless(ended || world.over(), "G12", "the stream of %s is over at %d", run, cursor));
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private void see(RunId run, Frame frame) {
    unless(!ended, "G12", "%s sees %d of %s after its end", name, frame.seq(), run);
    unless(
        frame.seq() == cursor + 1,
        "G12",
        "%s sees %d of %s after %d",
        name,
        frame.seq(),
        run,
        cursor);
    String text = new String(frame.bytes(), StandardCharsets.UTF_8);
    boolean durable =
        world.store.rows(EVENT, run.value(), frame.seq()).stream()
            .anyMatch(row -> text.contains("event: " + row[0] + "\n"));
    unless(durable, "G12", "%s sees %d of %s, which is not in the log", name, frame.seq(), run);
    cursor = frame.seq();
    ended = frame.terminal();
    world.story.tell(world.scheduler.current().place(), "shows %s %d of %s", name, cursor, run);
  }
}
