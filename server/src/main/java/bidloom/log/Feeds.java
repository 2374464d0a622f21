package bidloom.log;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.domain.Settings;
import bidloom.store.Database;
import bidloom.store.FeedStore;
import bidloom.store.HintChannel;
import bidloom.store.StoreFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The streams of bids on this node: of single ones, of all for boards, and who is present. It is
 * woken by every commit of this process, by other nodes' hints, and by {@link #poll}.
 */
public final class Feeds implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Feeds.class.getName());

  private final Database database;
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final Presence presence;
  private final BidFeed bids;
  private final Board board;
  private final Seats seats;
  private final Optional<Hints> hints;
  private final Consumer<Set<BidId>> listener = this::committed;

  /**
   * The feeds of a node.
   *
   * @param node names it, unique to this life of the process
   * @param nanos the monotonic clock on which it notices who said nothing more
   */
  public Feeds(Database database, Settings settings, String node, LongSupplier nanos) {
    this.database = database;
    FeedStore store = new FeedStore(database);
    this.presence = new Presence(database, store, settings, node, nanos);
    this.bids =
        new BidFeed(
            database,
            presence,
            settings.feeds(),
            readers,
            CompletableFuture.delayedExecutor(settings.poll().toMillis(), TimeUnit.MILLISECONDS));
    this.board = new Board(database, store, settings.feeds(), readers);
    this.seats = new Seats(settings.subscribers());
    this.hints =
        database
            .hints(HintChannel.Topic.BID)
            .map(channel -> new Hints(channel, readers, this::heard).listen());
    database.commits().listen(listener);
  }

  private void committed(Set<BidId> changed) {
    changed.forEach(bids::wake);
    board.told(changed);
    hints.ifPresent(others -> changed.forEach(bid -> others.tell(bid.value())));
  }

  private void heard(String id) {
    BidId bid = new BidId(id);
    bids.wake(bid);
    board.told(List.of(bid));
  }

  /**
   * The version of a bid.
   *
   * @throws Refusal.NotFound where there is none
   */
  public long version(BidId bid) {
    return bids.version(bid);
  }

  /** Where a bid's stream begins. */
  public sealed interface From {
    /** With what comes after the version that the bid has; the first frame bears it as its id. */
    record Now(long version) implements From {}

    /** With the revision after one that the bid had. */
    record After(long seen, long version) implements From {}
  }

  /**
   * Follows a bid: every revision from there on, and between them who is present and how far its
   * last run is. The caller is present as long as it follows. Reads, and may block.
   *
   * @param ready called from any thread when {@link Frames#next} may have something
   * @throws Refusal.Unavailable where the node has as many subscribers as it serves
   */
  public Frames bid(BidId bid, From from, Actor actor, String client, Runnable ready) {
    BidFeed.Start start =
        switch (from) {
          case From.Now(long version) -> new BidFeed.Start(version, version, version);
          case From.After(long seen, long version) -> new BidFeed.Start(version, seen, 0);
        };
    return seated(() -> bids.follow(bid, start, actor, client, ready));
  }

  /** Follows all bids from now on, hints only; otherwise as {@link #bid}. */
  public Frames board(Runnable ready) {
    return seated(() -> board.follow(ready));
  }

  private Frames seated(Supplier<Frames> follow) {
    seats.take();
    boolean followed = false;
    try {
      Frames frames = new Seated(follow.get(), seats);
      followed = true;
      return frames;
    } finally {
      if (!followed) {
        seats.leave();
      }
    }
  }

  /** Frames that take a seat until they are closed. */
  private record Seated(Frames frames, Seats seats, AtomicBoolean closed) implements Frames {
    Seated(Frames frames, Seats seats) {
      this(frames, seats, new AtomicBoolean());
    }

    @Override
    public List<Frame> next() {
      return frames.next();
    }

    @Override
    public boolean ended() {
      return frames.ended();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        frames.close();
        seats.leave();
      }
    }
  }

  public Presence presence() {
    return presence;
  }

  /** The number of open streams of bids on this node. */
  public int subscriberCount() {
    return seats.taken();
  }

  /** Looks for what others did without telling, writes down who is present; for one thread. */
  public void poll() {
    bids.poll();
    board.poll();
    presence.tick();
  }

  @Override
  public void close() {
    database.commits().forget(listener);
    hints.ifPresent(Hints::close);
    readers.close();
    try {
      presence.close();
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.DEBUG, "Who was present here expires", unavailable);
    }
  }
}
