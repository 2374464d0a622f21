package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Settings;
import bidloom.store.BidStore;
import bidloom.store.Database;
import bidloom.store.RunStore;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import bidloom.store.TestSettings;
import bidloom.store.UnreliableDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/**
 * Two nodes on one database that neither poll by themselves nor hear hints of each other. Pages of
 * 4 revisions, tails of 8, boards of 5 bids, 20 subscribers a node, 3 present.
 */
abstract class FeedFixture {
  static final Actor ADA = Actor.user("ada");
  static final Actor BOB = Actor.user("bob");
  static final Duration SECOND = Duration.ofSeconds(1);

  final TestClock clock = new TestClock();
  final TestDatabase home = fresh();
  final UnreliableDatabase database = new UnreliableDatabase(home.open(clock));
  final UnreliableDatabase there = new UnreliableDatabase(home.open(clock));
  final Feeds near = feeds(database, "near");
  final Feeds far = feeds(there, "far");
  final RunStore runs = new RunStore(database);

  abstract TestDatabase fresh();

  Feeds feeds(Database through, String node) {
    return new Feeds(through, settings(), node, clock::nanos);
  }

  static Settings settings() {
    Settings.Feeds d = Settings.DEFAULTS.feeds();
    return TestSettings.with(
        Map.of(
            "subscribers",
            20,
            "feeds",
            new Settings.Feeds(d.presence(), d.presenceRenewal(), 3, 4, 8, 5, d.overlap())));
  }

  @AfterEach
  void close() {
    near.close();
    far.close();
    database.close();
    there.close();
  }

  BidId draft() {
    BidId id = new BidId(UUID.randomUUID().toString());
    return database.write(
        tx -> {
          Bid empty = new Bid(id, 0, BidStatus.DRAFT, Map.of(), tx.now(), tx.now());
          Edit edit = Edit.setting(Map.of("title", "Road signs"));
          new BidStore(database)
              .insert(tx, empty.changed(edit, BidStatus.DRAFT, tx.now()), ADA, "created");
          return id;
        });
  }

  /** One version step, by whoever comes first; the version it led to. */
  static long step(Database through, BidId id, Map<String, Object> fields) {
    return through.write(
        tx -> {
          BidStore bids = new BidStore(through);
          Bid bid = bids.lock(tx, id).orElseThrow();
          return bids.swap(tx, bid, Edit.setting(fields), bid.status(), ADA, "edited")
              .orElseThrow()
              .version();
        });
  }

  long step(BidId id) {
    return step(database, id, Map.of("title", UUID.randomUUID().toString()));
  }

  /** Reads fail until one of them has failed in what is done. */
  void failReads(Runnable work) {
    int before = database.reads();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    database.setReadsFail(true);
    try {
      work.run();
      while (database.reads() == before) {
        assertThat(System.nanoTime()).as("waiting for a read").isLessThan(deadline);
        Thread.onSpinWait();
      }
    } finally {
      database.setReadsFail(false);
    }
  }

  /** Follows a bid, and lets it be known who does so, which is a sign of life by itself. */
  Pull settled(Feeds node, BidId id) throws InterruptedException {
    Pull pull = follow(node, id);
    node.poll();
    pull.until(event -> event.type().equals("presence") && !event.get("clients").equals(List.of()));
    return pull;
  }

  Pull follow(Feeds node, BidId id) {
    return follow(node, id, ADA, "tab");
  }

  Pull follow(Feeds node, BidId id, Actor actor, String client) {
    Feeds.From now = new Feeds.From.Now(node.version(id));
    return new Pull(ready -> node.bid(id, now, actor, client, ready));
  }

  Pull follow(Feeds node, BidId id, long after) {
    Feeds.From from = new Feeds.From.After(after, node.version(id));
    return new Pull(ready -> node.bid(id, from, ADA, "tab", ready));
  }
}
