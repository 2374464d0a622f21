package bidloom.work;

import bidloom.agents.Plan;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunId;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.service.Outcomes;
import bidloom.service.Runs;
import bidloom.store.StoreFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Works on runs: those started on this node and those taken over from owners that fell silent. At
 * most {@link Settings#concurrentRuns} at once; further ones keep their lease while they wait, and
 * get their {@linkplain Places place} by turns of those who started them.
 */
public final class Worker implements Runs.Hands, AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Worker.class.getName());
  private static final int TAKEN_AT_ONCE = 16;
  private static final Duration PRUNING = Duration.ofHours(1);

  private final Outcomes outcomes;
  private final EventLog log;
  private final Function<Run, Plan> plans;
  private final Settings settings;
  private final String owner;
  private final NodeTime time;
  private final Leases leases;
  private final Places places;
  private final List<Periodic> duties = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  public Worker(
      Outcomes outcomes, EventLog log, Function<Run, Plan> plans, Settings settings, String owner) {
    this(outcomes, log, plans, settings, owner, NodeTime.SYSTEM);
  }

  Worker(
      Outcomes outcomes,
      EventLog log,
      Function<Run, Plan> plans,
      Settings settings,
      String owner,
      NodeTime time) {
    this.outcomes = outcomes;
    this.log = log;
    this.plans = plans;
    this.settings = settings;
    this.owner = owner;
    this.time = time;
    this.leases = new Leases(outcomes, owner, settings, time);
    this.places = new Places(settings.concurrentRuns());
  }

  /** Starts the heartbeat, the reaper and the pruning of old logs. */
  public void start() {
    duties.add(Periodic.start("heartbeat", settings.heartbeat(), this::beat));
    duties.add(Periodic.start("reaper", settings.reaper(), this::reap));
    duties.add(Periodic.start("pruner", PRUNING, outcomes::prune));
    reap();
  }

  @Override
  public void accept(Run run, long grantedAfter) {
    if (closing) {
      return;
    }
    Lease lease = leases.keep(run.fence(), grantedAfter);
    Thread.ofVirtual().name("run-" + run.id()).start(() -> work(run, lease));
  }

  @Override
  public void cancel(RunId run) {
    leases.cancel(run);
  }

  @Override
  public boolean full() {
    return leases.size() >= settings.concurrentRuns() + settings.waitingRuns();
  }

  /** Renews the leases of this node once. */
  void beat() {
    leases.beat();
  }

  /** Takes over runs whose owner fell silent, once (guarantee G11). */
  void reap() {
    List<Run> taken;
    do {
      long before = time.nanos();
      taken = closing ? List.of() : outcomes.takeOver(owner, TAKEN_AT_ONCE);
      taken.forEach(run -> accept(run, before));
    } while (taken.size() == TAKEN_AT_ONCE);
  }

  /** The number of runs that this node holds. */
  public int active() {
    return leases.size();
  }

  private void work(Run run, Lease lease) {
    boolean placed = placed(run, lease);
    try {
      new Execution(run, lease, plans.apply(run), outcomes, log, settings).go();
    } catch (Refusal.Fenced notOursAnyMore) {
      LOGGER.log(System.Logger.Level.INFO, notOursAnyMore.getMessage());
    } catch (InterruptedException neverDone) {
      Thread.currentThread().interrupt();
    } finally {
      if (placed) {
        places.release();
      }
      leases.release(lease);
    }
  }

  /** Waits for a place; false where the lease ends first, which the execution then deals with. */
  private boolean placed(Run run, Lease lease) {
    boolean placed = false;
    try {
      lease.onEnd(Thread.currentThread()::interrupt);
      places.take(run.startedBy().text());
      placed = true;
    } catch (InterruptedException leaseEnded) {
      LOGGER.log(System.Logger.Level.DEBUG, "Run {0} ended waiting", lease.fence().runId());
    }
    lease.onEnd(() -> {});
    Thread.interrupted();
    return placed;
  }

  /** Stops working and hands all leases back, for another node to go on at once. */
  @Override
  public void close() {
    closing = true;
    duties.forEach(Periodic::close);
    leases.loseAll();
    try {
      outcomes.handBack(owner);
    } catch (StoreFailure unavailable) {
      LOGGER.log(
          System.Logger.Level.WARNING, "Leases were not handed back; they expire", unavailable);
    }
  }
}
