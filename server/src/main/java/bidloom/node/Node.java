package bidloom.node;

import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.log.Feeds;
import bidloom.service.Bids;
import bidloom.service.IdempotencyKeys;
import bidloom.service.Identity;
import bidloom.service.Ids;
import bidloom.service.Lists;
import bidloom.service.Moves;
import bidloom.service.Numbers;
import bidloom.service.Outcomes;
import bidloom.service.Past;
import bidloom.service.Profiles;
import bidloom.service.Runs;
import bidloom.service.Tables;
import bidloom.store.Database;
import bidloom.work.Periodic;
import bidloom.work.Worker;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** One Bidloom process: the rooms put together around one database. */
public final class Node implements AutoCloseable {
  private final Database database;
  private final Settings settings;
  private final EventLog log;
  private final Feeds feeds;
  private final Worker worker;
  private final Bids bids;
  private final Lists lists;
  private final Moves moves;
  private final Past past;
  private final Numbers numbers;
  private final IdempotencyKeys keys;
  private final Runs runs;
  private final Profiles profiles;
  private final Supplier<String> ids;
  private final List<Periodic> pollers;

  private Node(Database database, PlanBook plans, Settings settings) {
    this.database = database;
    this.settings = settings;
    this.ids = new Ids(Clock.systemUTC());
    String owner = "node-" + ids.get();
    Tables tables = Tables.of(database);
    this.log = new EventLog(database, tables.runs(), tables.events(), settings);
    this.feeds = new Feeds(database, settings, owner, System::nanoTime);
    Outcomes outcomes = new Outcomes(database, tables, log, settings);
    this.profiles = new Profiles(database, tables, new ProfileForm());
    this.worker = new Worker(outcomes, log, plans.open(profiles), settings, owner);
    this.bids = new Bids(database, tables, ids);
    this.lists = new Lists(database, tables);
    this.moves = new Moves(database, tables);
    this.past = new Past(database, tables);
    this.numbers = new Numbers(database, tables);
    this.keys = new IdempotencyKeys(database, tables, settings, ids);
    this.runs =
        new Runs(
            database,
            tables,
            log,
            plans.specs(),
            new Runs.Node(owner, settings, ids, System::nanoTime, worker));
    this.pollers =
        List.of(
            Periodic.start("log-poller", settings.poll(), log::poll),
            Periodic.start("feed-poller", settings.poll(), feeds::poll));
  }

  /** Starts to work on a database, which is closed with the node. */
  public static Node start(Database database, PlanBook plans, Settings settings) {
    Node node = new Node(database, plans, settings);
    node.worker.start();
    return node;
  }

  public Bids bids() {
    return bids;
  }

  public Lists lists() {
    return lists;
  }

  public Moves moves() {
    return moves;
  }

  public Past past() {
    return past;
  }

  public Numbers numbers() {
    return numbers;
  }

  public IdempotencyKeys keys() {
    return keys;
  }

  public Runs runs() {
    return runs;
  }

  public Profiles profiles() {
    return profiles;
  }

  public EventLog log() {
    return log;
  }

  public Feeds feeds() {
    return feeds;
  }

  /** Who may come in: made for the door that asks, since a node without one needs none of it. */
  public Identity identity() {
    return new Identity(database, settings.identity(), ids, System::nanoTime);
  }

  public Settings settings() {
    return settings;
  }

  /** The runs that this node has leases of. */
  int heldRuns() {
    return worker.active();
  }

  /** The event streams that this node serves. */
  int openStreams() {
    return log.subscriberCount() + feeds.subscriberCount();
  }

  /** Hands all leases back, stops and closes the database. */
  @Override
  public void close() {
    pollers.forEach(Periodic::close);
    worker.close();
    log.close();
    feeds.close();
    database.close();
  }
}
