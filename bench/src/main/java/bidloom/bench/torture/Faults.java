package bidloom.bench.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What goes wrong, one thing after the other, each of them mended before the next. */
final class Faults {
  /** Something that goes wrong and is mended again. */
  @FunctionalInterface
  private interface Fault {
    void happen() throws IOException, InterruptedException;
  }

  private record Named(String name, Fault fault) {}

  private final List<Server> servers;
  private final Optional<Postgres> postgres;
  private final Random random;
  private final Journal journal;

  Faults(List<Server> servers, Optional<Postgres> postgres, long seed, Journal journal) {
    this.servers = servers;
    this.postgres = postgres;
    this.random = new Random(seed);
    this.journal = journal;
  }

  /** Every kind once in a shuffled order, and again, until time is up. */
  void drive(BooleanSupplier goesOn) throws IOException, InterruptedException {
    while (goesOn.getAsBoolean()) {
      List<Named> round = kinds();
      Collections.shuffle(round, random);
      for (Named one : round) {
        if (goesOn.getAsBoolean()) {
          one.fault().happen();
          journal.count("fault: " + one.name());
          Thread.sleep(300 + random.nextInt(1200));
        }
      }
    }
  }

  /** The names of all that may go wrong here. */
  List<String> names() {
    return kinds().stream().map(Named::name).toList();
  }

  /** Only what makes streams come back, for as long as time is not up. */
  void driveMildly(BooleanSupplier goesOn) throws InterruptedException {
    while (goesOn.getAsBoolean()) {
      servers.get(random.nextInt(servers.size())).front().cut();
      journal.count("fault: clients cut off");
      Thread.sleep(1000 + random.nextInt(2000));
    }
  }

  private List<Named> kinds() {
    Server one = servers.get(random.nextInt(servers.size()));
    List<Named> kinds = new ArrayList<>();
    kinds.add(new Named("server killed (-9)", () -> restart(one, true)));
    kinds.add(new Named("server restarted", () -> restart(one, false)));
    kinds.add(new Named("server stopped longer than its lease", () -> sleep(one)));
    kinds.add(new Named("clients cut off", () -> one.front().cut()));
    kinds.add(new Named("clients stalled", () -> stall(one.front(), 1500)));
    if (postgres.isPresent()) {
      Proxy back = one.back().orElseThrow();
      kinds.add(new Named("database crashed", this::crash));
      kinds.add(new Named("database connections cut", back::cut));
      kinds.add(new Named("database stalled", () -> stall(back, 2500)));
      kinds.add(
          new Named(
              "server cut off from the database longer than its lease",
              () -> stall(back, Stage.LEASE_SECONDS * 1000 + 2000)));
    }
    return kinds;
  }

  private void restart(Server server, boolean brutally) throws IOException, InterruptedException {
    if (brutally) {
      server.kill();
    } else {
      server.stop();
    }
    Thread.sleep(random.nextInt(500));
    server.start();
  }

  /** It wakes up believing that it still owns what it owned. */
  private void sleep(Server server) throws IOException, InterruptedException {
    server.signal("STOP");
    Thread.sleep(Stage.LEASE_SECONDS * 1000 + 1500);
    server.signal("CONT");
  }

  private static void stall(Proxy proxy, long millis) throws InterruptedException {
    proxy.stall(true);
    Thread.sleep(millis);
    proxy.stall(false);
  }

  private void crash() throws IOException, InterruptedException {
    Postgres database = postgres.orElseThrow();
    database.crash();
    Thread.sleep(random.nextInt(1000));
    database.restart();
  }
}
