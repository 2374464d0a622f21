package bidloom.log;

import bidloom.domain.BidId;
import bidloom.domain.Settings;
import bidloom.store.Database;
import bidloom.store.FeedStore;
import bidloom.store.FeedStore.Hint;
import bidloom.store.StoreFailure;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Hints that bids have changed, for all who look at a list of them. A change costs this node one
 * read, however many look.
 *
 * <p>What other nodes changed is found by its time. That time is taken before the commit, so each
 * look goes back by {@link Settings.Feeds#overlap} behind the look before, and what was seen at
 * that version is passed over.
 */
final class Board {
  private static final System.Logger LOGGER = System.getLogger(Board.class.getName());
  private static final Frame REFETCH =
      Frame.unlogged("refetch", Map.of("reason", "too-far-behind"));
  private static final int FRAMES = 64;
  private static final int PAGE = 1000;

  private final Database database;
  private final FeedStore feeds;
  private final Settings.Feeds settings;
  private final Executor readers;
  private final Ring ring;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Set<BidId> told = ConcurrentHashMap.newKeySet();
  private final Turn turn = new Turn();

  // Guarded by this, which is held while the database is read.
  private Optional<Instant> lookedAt = Optional.empty();

  Board(Database database, FeedStore feeds, Settings.Feeds settings, Executor readers) {
    this.database = database;
    this.feeds = feeds;
    this.settings = settings;
    this.readers = readers;
    this.ring = new Ring(settings.hints());
  }

  /** Follows all bids from now on. Reads, and may block, where nobody has followed them before. */
  synchronized Frames follow(Runnable ready) {
    if (subscribers.isEmpty()) {
      lookedAt = Optional.empty();
      look(ring::see);
    }
    Subscriber joined = new Subscriber(ring.last(), ready);
    subscribers.add(joined);
    return joined;
  }

  /** These bids were changed; from any thread, quickly. */
  void told(Collection<BidId> changed) {
    if (subscribers.isEmpty()) {
      return;
    }
    told.addAll(changed);
    if (turn.request()) {
      readers.execute(() -> turn.serve(this::read));
    }
  }

  private void read() {
    List<BidId> changed = List.copyOf(told);
    changed.forEach(told::remove); // before they are read: what changes from here on is told again
    try {
      take(database.read(tx -> feeds.hints(tx, changed)), ring::add);
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.WARNING, "Changes are found by the next poll", unavailable);
    }
  }

  private void take(List<Hint> hints, Predicate<Hint> how) {
    if (hints.stream().filter(how).count() > 0) {
      subscribers.forEach(Subscriber::wake);
    }
  }

  /** Looks for changes without having been told: what other nodes wrote. */
  synchronized void poll() {
    if (!subscribers.isEmpty()) {
      look(ring::add);
    }
  }

  /** A page of changes, and the time on the database's clock when it was read. */
  private record Page(Instant at, List<Hint> hints) {}

  private void look(Predicate<Hint> how) {
    Page page = page(lookedAt, Optional.empty());
    final Instant at = page.at();
    take(page.hints(), how);
    while (page.hints().size() == PAGE) {
      page = page(lookedAt, Optional.of(page.hints().getLast()));
      take(page.hints(), how);
    }
    lookedAt = Optional.of(at);
    ring.forget(at.minus(settings.overlap()));
  }

  private Page page(Optional<Instant> former, Optional<Hint> after) {
    return database.read(
        tx -> {
          Instant now = tx.now();
          Instant from = former.orElse(now).minus(settings.overlap());
          return new Page(
              now,
              feeds.changed(
                  tx,
                  after.map(Hint::updatedAt).orElse(from),
                  after.map(hint -> hint.bid().value()).orElse(""),
                  PAGE));
        });
  }

  /** A place in the ring. */
  private final class Subscriber implements Frames {
    private final Runnable ready;
    private long place;

    Subscriber(long place, Runnable ready) {
      this.place = place;
      this.ready = ready;
    }

    void wake() {
      ready.run();
    }

    @Override
    public List<Frame> next() {
      Ring.Slice slice = ring.after(place, FRAMES);
      place = slice.place();
      return slice.missed() ? List.of(REFETCH) : slice.frames();
    }

    /** A board has no end. */
    @Override
    public boolean ended() {
      return false;
    }

    @Override
    public void close() {
      subscribers.remove(this);
    }
  }
}
