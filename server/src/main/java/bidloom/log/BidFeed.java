package bidloom.log;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.domain.Settings;
import bidloom.store.Database;
import bidloom.store.FeedStore;
import bidloom.store.RevisionStore;
import bidloom.store.StoreFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The streams of single bids. As with runs, subscribers are fed from committed rows and a wake-up
 * carries no data, so a lost one costs time and never a revision.
 */
final class BidFeed {
  private static final System.Logger LOGGER = System.getLogger(BidFeed.class.getName());

  private final Database database;
  private final FeedStore feeds;
  private final RevisionStore revisions = new RevisionStore();
  private final Presence presence;
  private final Settings.Feeds settings;
  private final Executor readers;
  private final Executor later;
  private final Map<BidId, BidTail> tails = new ConcurrentHashMap<>();

  /**
   * A feed.
   *
   * @param later begins what it is given after a while
   */
  BidFeed(
      Database database,
      Presence presence,
      Settings.Feeds settings,
      Executor readers,
      Executor later) {
    this.database = database;
    this.feeds = new FeedStore(database);
    this.presence = presence;
    this.settings = settings;
    this.readers = readers;
    this.later = later;
  }

  long version(BidId bid) {
    return database
        .read(tx -> feeds.version(tx, bid))
        .orElseThrow(() -> new Refusal.NotFound("bid", bid.value()));
  }

  /** Follows a bid; see {@link Feeds#bid}. */
  Frames follow(BidId bid, Start start, Actor actor, String client, Runnable ready) {
    Runnable left = presence.join(bid, actor, client);
    BidSubscription[] joined = new BidSubscription[1];
    tails.compute(
        bid,
        (id, known) -> {
          BidTail tail =
              known == null ? new BidTail(id, start.version(), settings.tailRevisions()) : known;
          tail.revisions().written(start.version());
          Subscription own =
              new Subscription(
                  tail.revisions(),
                  start.after(),
                  ready,
                  (then, from) -> readPage(id, from, then),
                  gone -> leave(id, gone));
          joined[0] = new BidSubscription(tail, own, start.idOfFirst(), left);
          tail.revisions().subscribers().add(own);
          return tail;
        });
    wake(bid);
    return joined[0];
  }

  /**
   * Where a subscriber begins.
   *
   * @param version the bid's, read before
   * @param idOfFirst the id of the first frame, or 0
   */
  record Start(long version, long after, long idOfFirst) {}

  private void leave(BidId bid, Subscription gone) {
    tails.computeIfPresent(
        bid,
        (id, tail) -> {
          tail.revisions().subscribers().remove(gone);
          return tail.revisions().subscribers().isEmpty() ? null : tail;
        });
  }

  void wake(BidId bid) {
    BidTail tail = tails.get(bid);
    if (tail != null && tail.revisions().turn().request()) {
      readers.execute(() -> tail.revisions().turn().serve(() -> fill(tail)));
    }
  }

  private void fill(BidTail tail) {
    BidId bid = tail.revisions().key();
    tail.reading();
    try {
      tail.revisions().fill(after -> page(bid, after), settings.pageRevisions());
      database.read(
          tx -> {
            tail.show(presence.on(tx, bid), feeds.latestRun(tx, bid), settings.present());
            return bid;
          });
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.WARNING, "A bid can't be read for now", unavailable);
    }
  }

  private List<Frame> page(BidId bid, long after) {
    return database.read(
        tx -> revisions.page(tx, bid, after, settings.pageRevisions(), RevisionFrames::of));
  }

  private void readPage(BidId bid, long after, Consumer<List<Frame>> then) {
    readers.execute(
        () -> {
          try {
            then.accept(page(bid, after));
          } catch (StoreFailure unavailable) {
            LOGGER.log(System.Logger.Level.WARNING, "Revisions can't be read", unavailable);
            later.execute(() -> readPage(bid, after, then));
          }
        });
  }

  /** Looks at the followed bids without having been told: what other nodes wrote or lost. */
  void poll() {
    if (tails.isEmpty()) {
      return;
    }
    Map<BidId, FeedStore.Position> positions =
        database.read(tx -> feeds.positions(tx, tails.keySet()));
    positions.forEach(
        (bid, position) -> {
          BidTail tail = tails.get(bid);
          if (tail != null) {
            tail.revisions().written(position.version());
            if (tail.behind(position)) {
              wake(bid);
            }
          }
        });
  }
}
