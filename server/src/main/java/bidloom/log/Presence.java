package bidloom.log;

import bidloom.domain.Actor;
import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.domain.Settings;
import bidloom.store.Database;
import bidloom.store.FeedStore;
import bidloom.store.PresenceStore;
import bidloom.store.PresenceStore.Seat;
import bidloom.store.StoreFailure;
import bidloom.store.Tx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who is on which bid through this node. Somebody is present while a stream of theirs is open, and
 * for {@link Settings.Feeds#presence} after they last said so. What changes is written by the next
 * {@link #tick}, all in one transaction, and what lasts is renewed in one statement; every node
 * reads the table. Presence is a courtesy: it is no part of a bid, and a lost word costs a renewal.
 */
public final class Presence {
  private final Database database;
  private final FeedStore feeds;
  private final PresenceStore store = new PresenceStore();
  private final Settings.Feeds settings;
  private final int limit;
  private final String node;
  private final LongSupplier nanos;
  private final Stays stays = new Stays();
  private long lastRenewal;

  Presence(Database database, FeedStore feeds, Settings settings, String node, LongSupplier nanos) {
    this.database = database;
    this.feeds = feeds;
    this.settings = settings.feeds();
    this.limit = settings.subscribers();
    this.node = node;
    this.nanos = nanos;
    this.lastRenewal = nanos.getAsLong();
  }

  /**
   * Somebody says that they are on a bid.
   *
   * @param client tells apart what one person has open, such as two tabs
   * @param field the field that they are in
   * @throws Refusal.NotFound where there is no such bid
   * @throws Refusal.Unavailable where as many are on it as can be, or on this node
   */
  public void say(BidId bid, Actor actor, String client, Optional<String> field) {
    Seat seat = new Seat(bid, actor, client);
    if (!admitted(seat)) {
      throw new Refusal.Unavailable("As many as can be shown are on this bid.");
    }
    stays.say(seat, field, nanos.getAsLong() + settings.presence().toNanos());
  }

  /** Somebody opens a stream of a bid; they are present until what is returned is run, once. */
  Runnable join(BidId bid, Actor actor, String client) {
    Seat seat = new Seat(bid, actor, client);
    if (!admitted(seat)) {
      return () -> {}; // may look, and is not shown
    }
    stays.join(seat);
    return () -> stays.leave(seat);
  }

  private boolean admitted(Seat seat) {
    if (stays.has(seat)) {
      return true;
    }
    long written =
        database.read(
            tx -> {
              if (feeds.version(tx, seat.bid()).isEmpty()) {
                throw new Refusal.NotFound("bid", seat.bid().value());
              }
              return store.count(tx, seat.bid());
            });
    return Math.max(written, stays.on(seat.bid())) < settings.present() && stays.size() < limit;
  }

  /** Somebody says that they have left, whichever node they spoke to before. */
  public void dismiss(BidId bid, Actor actor, String client) {
    stays.dismiss(new Seat(bid, actor, client));
  }

  /** Writes what has changed since the last time and renews what is due; for one thread. */
  void tick() {
    long now = nanos.getAsLong();
    Stays.Batch batch = stays.take(now);
    boolean renewal = !stays.empty() && now - lastRenewal >= settings.presenceRenewal().toNanos();
    if (batch.empty() && !renewal) {
      return;
    }
    try {
      List<Seat> held = database.write(tx -> write(tx, batch, renewal));
      if (renewal) {
        lastRenewal = now;
        stays.keep(new HashSet<>(held));
      }
    } catch (StoreFailure unavailable) {
      stays.restore(batch);
      throw unavailable;
    }
  }

  private List<Seat> write(Tx tx, Stays.Batch batch, boolean renewal) {
    batch.ended().forEach(seat -> store.removeOwn(tx, node, seat));
    batch.dismissed().forEach(seat -> store.remove(tx, seat));
    batch.entries().forEach(entry -> store.put(tx, node, entry, settings.presence()));
    if (!renewal) {
      return List.of();
    }
    List<Seat> held = store.renew(tx, node, settings.presence());
    store.removeExpired(tx); // after that: what is late and still this node's is not given up
    return held;
  }

  /** Those who are on a bid, through whichever node; some more than are shown. */
  List<PresenceStore.Present> on(Tx tx, BidId bid) {
    return store.present(tx, bid, 2 * settings.present());
  }

  /** Removes whoever is present through this node, at its end. */
  void close() {
    database.write(
        tx -> {
          store.removeNode(tx, node);
          return node;
        });
  }
}
