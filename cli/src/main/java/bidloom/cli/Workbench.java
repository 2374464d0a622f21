package bidloom.cli;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunKind;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.log.Subscription;
import bidloom.node.Node;
import bidloom.node.PlanBook;
import bidloom.node.Plans;
import bidloom.service.Runs;
import bidloom.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A node of one's own for the length of a command: the same rooms as a server's, around a database
 * that is given or that goes with the command.
 */
final class Workbench implements AutoCloseable {
  private static final int PAGE = 256;
  private static final Settings SETTINGS = Settings.DEFAULTS;
  private static final Actor ACTOR = Actor.user("cli");

  private final Node node;
  private final Optional<Path> temporary;

  private Workbench(Node node, Optional<Path> temporary) {
    this.node = node;
    this.temporary = temporary;
  }

  /**
   * Opens a node.
   *
   * @param db the database to keep the bid in; without it, one that goes with the command
   * @param profile the company's profile, or the sample
   */
  static Workbench open(
      Optional<String> db, Optional<Path> profile, boolean offline, Duration agentPace)
      throws IOException {
    Optional<Path> temporary =
        db.isPresent() ? Optional.empty() : Optional.of(Files.createTempDirectory("bidloom"));
    // Each takes its time; on two cores they take it together.
    CompletableFuture<Database> database =
        CompletableFuture.supplyAsync(() -> database(db, temporary));
    boolean open = false;
    try {
      PlanBook plans = Plans.builtIn(profile, offline, agentPace);
      Workbench workbench = new Workbench(Node.start(database.join(), plans, SETTINGS), temporary);
      open = true;
      return workbench;
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException known ? known : failed;
    } finally {
      if (!open) {
        database
            .handle((opened, failure) -> Optional.ofNullable(opened))
            .join()
            .ifPresent(Database::close);
        discard(temporary);
      }
    }
  }

  private static Database database(Optional<String> db, Optional<Path> temporary) {
    return temporary.isPresent()
        ? Database.throwaway(temporary.get().resolve("bidloom.db"))
        : Database.open(db.orElseThrow(), SETTINGS);
  }

  /** Takes a document through extraction, quick scan and evaluation, as far as it goes. */
  Evaluated evaluate(byte[] document, BiConsumer<Run, RunEvent> watcher)
      throws InterruptedException {
    BidId id = node.bids().createFrom(document, Optional.of("cli"), ACTOR).now().bid().id();
    List<Runs.Details> runs = new ArrayList<>();
    for (RunKind kind : RunKind.values()) {
      Run run = node.runs().start(id, kind, Runs.OnActive.JOIN, ACTOR).now().run();
      follow(run, watcher);
      Runs.Details ended = node.runs().get(run.id());
      runs.add(ended);
      if (ended.run().state() != RunState.COMMITTED) {
        break;
      }
    }
    Bid bid = node.bids().get(id).bid();
    return new Evaluated(bid, List.copyOf(runs));
  }

  private void follow(Run run, BiConsumer<Run, RunEvent> watcher) throws InterruptedException {
    Semaphore news = new Semaphore(0);
    long last = 0;
    boolean ended = false;
    try (Subscription subscription = node.log().subscribe(run, 0, news::release)) {
      while (!ended) {
        for (RunEvent event : node.log().page(run.id(), last, PAGE)) {
          watcher.accept(run, event);
          last = event.seq();
          ended = event.type().terminal();
        }
        if (!ended) {
          news.acquire();
          news.drainPermits();
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    node.close();
    discard(temporary);
  }

  private static void discard(Optional<Path> directory) throws IOException {
    if (directory.isPresent()) {
      try (Stream<Path> files = Files.list(directory.get())) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(directory.get());
    }
  }
}
