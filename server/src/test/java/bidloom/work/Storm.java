package bidloom.work;

import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.domain.Settings;
import bidloom.log.Subscription;
import bidloom.service.Runs;
import bidloom.store.StoreFailure;
import bidloom.store.TestClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** People and outages, all at once, in an order that a seed decides as far as threads let it. */
final class Storm {
  /** How many logs one of them follows at the most. */
  static final int FOLLOWED = 8;

  private final Site site;
  private final TestClock clock;
  private final long seed;
  private final Queue<BidId> bids = new ConcurrentLinkedQueue<>();
  final AtomicInteger started = new AtomicInteger();
  final AtomicInteger turnedAway = new AtomicInteger();
  final AtomicInteger failures = new AtomicInteger();

  Storm(Site site, TestClock clock, long seed) {
    this.site = site;
    this.clock = clock;
    this.seed = seed;
  }

  Queue<BidId> bids() {
    return bids;
  }

  /** What each of several people does. */
  List<Callable<Integer>> people(int count, int rounds) {
    List<Callable<Integer>> people = new ArrayList<>();
    for (int person = 0; person < count; person++) {
      Random random = new Random(seed + person);
      people.add(() -> person(random, rounds));
    }
    return people;
  }

  private int person(Random random, int rounds) {
    Deque<Subscription> following = new ArrayDeque<>();
    int round = 0;
    while (round < rounds) {
      try {
        round(random, following);
        round++;
      } catch (StoreFailure outage) {
        failures.incrementAndGet();
      } catch (Refusal refused) {
        turnedAway.incrementAndGet();
        round++;
      }
      while (following.size() > FOLLOWED) {
        following.pop().close();
      }
    }
    following.forEach(Subscription::close);
    return rounds;
  }

  private void round(Random random, Deque<Subscription> following) {
    BidId bid = site.bids.create(Edit.setting(Map.of("title", "Signs")), Site.ADA).now().bid().id();
    bids.add(bid);
    Run run = start(bid, Runs.OnActive.REJECT);
    follow(run, random, following);
    switch (random.nextInt(6)) {
      case 0, 1 -> site.runs.cancel(run.id(), Site.ADA).now();
      case 2 -> follow(start(bid, Runs.OnActive.REPLACE), random, following);
      case 3 -> start(bid, Runs.OnActive.JOIN);
      case 4 -> weather(random);
      default -> site.worker.beat();
    }
  }

  private Run start(BidId bid, Runs.OnActive onActive) {
    Run run = site.runs.start(bid, RunKind.EXTRACTION, onActive, Site.ADA).now().run();
    started.incrementAndGet();
    return run;
  }

  /** Some leave at once, some while they are being told, some after a look, some much later. */
  private void follow(Run run, Random random, Deque<Subscription> following) {
    Subscription[] self = new Subscription[1];
    boolean hasty = random.nextInt(4) == 0;
    self[0] =
        site.log.subscribe(
            run,
            random.nextInt(2),
            () -> {
              if (hasty && self[0] != null) {
                self[0].close();
              }
            });
    switch (random.nextInt(3)) {
      case 0 -> self[0].close();
      case 1 -> {
        self[0].next();
        self[0].close();
      }
      default -> following.add(self[0]);
    }
  }

  /** The database is away for longer than a lease, or its replies get lost. */
  private void weather(Random random) {
    if (random.nextInt(4) > 0) {
      site.database.loseReplies(random.nextInt(4));
      return;
    }
    site.database.setDown(true);
    clock.advance(Settings.DEFAULTS.lease().plusSeconds(1));
    site.worker.beat();
    site.database.setDown(false);
    site.worker.reap();
  }
}
