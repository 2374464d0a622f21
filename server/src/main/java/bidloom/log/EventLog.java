package bidloom.log;

import bidloom.domain.Fence;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.domain.Settings;
import bidloom.store.Database;
import bidloom.store.EventStore;
import bidloom.store.HintChannel;
import bidloom.store.RunStore;
import bidloom.store.StoreFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The logs of all runs: append, page, follow. Durable before delivered: subscribers are fed from
 * committed rows, and a {@link #signal} carries no data, so a lost signal costs time and never an
 * event.
 */
public final class EventLog implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(EventLog.class.getName());

  private final Database database;
  private final EventStore events;
  private final RunStore runs;
  private final Settings settings;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor later;
  private final Appender appender;
  private final Map<RunId, Tail<RunId>> tails = new ConcurrentHashMap<>();
  private final Seats seats;
  private final Optional<Hints> hints;

  public EventLog(Database database, RunStore runs, EventStore events, Settings settings) {
    this(
        database,
        runs,
        events,
        settings,
        CompletableFuture.delayedExecutor(settings.poll().toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * A log with a wait of its own.
   *
   * @param later begins what it is given after {@link Settings#poll}
   */
  EventLog(Database database, RunStore runs, EventStore events, Settings settings, Executor later) {
    this.database = database;
    this.runs = runs;
    this.events = events;
    this.settings = settings;
    this.later = later;
    this.seats = new Seats(settings.subscribers());
    this.appender = new Appender(database, events, readers, fence -> signal(fence.runId()));
    this.hints =
        database
            .hints(HintChannel.Topic.RUN)
            .map(channel -> new Hints(channel, readers, id -> wake(new RunId(id))).listen());
  }

  /** Appends an event under a fence; see {@link Appender}. */
  public CompletableFuture<Void> append(Fence fence, RunEvent.Draft draft)
      throws InterruptedException {
    return appender.append(fence, draft);
  }

  /** A page of events after a cursor. */
  public List<RunEvent> page(RunId run, long after, int limit) {
    int bounded = Math.clamp(limit, 1, settings.pageEvents());
    return database.read(tx -> events.after(tx, run, after, bounded));
  }

  /** Something was committed for that run on this node. */
  public void signal(RunId run) {
    wake(run);
    hints.ifPresent(others -> others.tell(run.value()));
  }

  private void wake(RunId run) {
    Tail<RunId> tail = tails.get(run);
    if (tail != null && tail.turn().request()) {
      readers.execute(() -> tail.turn().serve(() -> fill(tail)));
    }
  }

  /**
   * Follows a run from a cursor on.
   *
   * @param ready called from any thread when {@link Subscription#next} may have something
   * @throws Refusal.Unavailable where the node has as many subscribers as it serves
   */
  public Subscription subscribe(Run run, long after, Runnable ready) {
    seats.take();
    Subscription[] joined = new Subscription[1];
    tails.compute(
        run.id(),
        (id, known) -> {
          long start = Math.max(0, run.lastSeq() - settings.tailEvents());
          Tail<RunId> tail = known == null ? new Tail<>(id, start, settings.tailEvents()) : known;
          tail.written(run.lastSeq());
          joined[0] =
              new Subscription(
                  tail,
                  after,
                  ready,
                  (then, from) -> readPage(id, from, then),
                  gone -> leave(id, gone));
          tail.subscribers().add(joined[0]);
          return tail;
        });
    wake(run.id());
    return joined[0];
  }

  private void leave(RunId run, Subscription gone) {
    tails.computeIfPresent(
        run,
        (id, tail) -> {
          if (tail.subscribers().remove(gone)) {
            seats.leave();
          }
          return tail.subscribers().isEmpty() ? null : tail;
        });
  }

  /** The number of open subscriptions on this node. */
  public int subscriberCount() {
    return seats.taken();
  }

  /** Looks at the followed runs without having been told: what other nodes wrote. */
  public void poll() {
    if (tails.isEmpty()) {
      return;
    }
    Map<RunId, Long> lastSeqs = database.read(tx -> runs.lastSeqs(tx, tails.keySet()));
    lastSeqs.forEach(
        (run, lastSeq) -> {
          Tail<RunId> tail = tails.get(run);
          if (tail != null) {
            tail.written(lastSeq);
            if (tail.incomplete()) {
              wake(run);
            }
          }
        });
  }

  private void readPage(RunId run, long after, Consumer<List<Frame>> then) {
    readers.execute(
        () -> {
          try {
            then.accept(frames(run, after));
          } catch (StoreFailure unavailable) {
            LOGGER.log(System.Logger.Level.WARNING, "A page of the log can't be read", unavailable);
            later.execute(() -> readPage(run, after, then));
          }
        });
  }

  private void fill(Tail<RunId> tail) {
    try {
      tail.fill(after -> frames(tail.key(), after), settings.pageEvents());
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.WARNING, "The log can't be read for now", unavailable);
    }
  }

  private List<Frame> frames(RunId run, long after) {
    return page(run, after, settings.pageEvents()).stream().map(Frame::of).toList();
  }

  @Override
  public void close() {
    hints.ifPresent(Hints::close);
    readers.close();
  }
}
