package bidloom.bench.torture;

import bidloom.client.Bidloom;
import bidloom.client.Bidloom.Answer;
import bidloom.client.EventStream;
import bidloom.client.EventStream.Event;
import bidloom.client.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Subscribers of runs: each goes from server to server with its cursor, as connections break. */
final class Watchers implements AutoCloseable {
  private static final int MOST = 60;
  private static final int PATIENCE_SECONDS = 30;
  private static final Set<String> TERMINAL = Set.of("complete", "conflict", "error", "abort");

  private final List<Bidloom> servers;
  private final Journal journal;
  private final Semaphore places = new Semaphore(MOST);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Watchers(List<Bidloom> servers, Journal journal) {
    this.servers = servers;
    this.journal = journal;
  }

  /** Begins to follow a run, unless there are enough who do. */
  void watch(String run, long seed) {
    if (places.tryAcquire()) {
      threads.execute(
          () -> {
            try {
              follow(run, new Random(seed));
            } catch (InterruptedException givenUp) {
              journal.contradiction("G12", "run " + run + ": its stream never came to an end");
            } finally {
              places.release();
            }
          });
    }
  }

  private void follow(String run, Random random) throws InterruptedException {
    List<Journal.Seen> seen = new ArrayList<>();
    int attempts = 0;
    while (!ended(seen) && attempts++ < 60) {
      int most = seen.size() + 1 + random.nextInt(12);
      try {
        EventStream stream =
            servers.get(random.nextInt(servers.size())).stream("/api/runs/" + run + "/events");
        EventStream from =
            seen.isEmpty() ? stream : stream.after(String.valueOf(seen.getLast().seq()));
        from.follow(event -> take(run, event, seen) && seen.size() < most);
      } catch (Refused refused) {
        journal.count("streams refused " + refused.status());
        Thread.sleep(200);
      } catch (IOException cutOff) {
        journal.count("streams cut off");
      }
      journal.count("stream connections");
    }
    journal.watched(new Journal.Watched(run, List.copyOf(seen), ended(seen)));
  }

  private boolean take(String run, Event event, List<Journal.Seen> seen) {
    if (event.type().equals("reset")) {
      journal.contradiction("G12", "run " + run + ": a reset at " + event.data());
      return false;
    }
    seen.add(new Journal.Seen(Long.parseLong(event.id().orElse("0")), event.type(), event.data()));
    if (event.type().equals("complete")) {
      isThere(run, event);
    }
    return true;
  }

  /** Guarantee G7: what a stream calls complete can be read. */
  private void isThere(String run, Event event) {
    try {
      Answer bid = servers.getFirst().get("/api/runs/" + run);
      if (bid.status() == 200) {
        journal.count("G7 checked");
        if (!"committed".equals(bid.text("state"))) {
          journal.contradiction(
              "G7", "run %s is %s after %s".formatted(run, bid.text("state"), event));
        }
      }
    } catch (IOException cutOff) {
      journal.count("requests cut off");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(List<Journal.Seen> seen) {
    return !seen.isEmpty() && TERMINAL.contains(seen.getLast().type());
  }

  /**
   * Waits for the streams to end; one that goes on after all runs have had their time is told of.
   */
  @Override
  public void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
    threads.close();
  }
}
