package bidloom.bench.compare;

import bidloom.agents.Agent;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidQuery;
import bidloom.domain.Edit;
import bidloom.domain.FieldChange;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunKind;
import bidloom.domain.Settings;
import bidloom.log.Subscription;
import bidloom.node.Node;
import bidloom.node.PlanBook;
import bidloom.service.Bids;
import bidloom.service.Runs;
import bidloom.store.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Versions and merge, leased and fenced runs, a validated read set: the product itself. */
final class Ours implements Strategy {
  private static final Actor PEOPLE = Actor.user("people");
  private static final int PAGE = Bids.MAX_PAGE;
  private static final Settings SETTINGS = Settings.DEFAULTS.withLease(Duration.ofMillis(1500));

  private final Node node;
  private final Map<String, BidId> ids = new HashMap<>();

  Ours(String url, Office.Work work) {
    this.node =
        Node.start(
            Database.open(url, SETTINGS),
            PlanBook.fixed(
                Map.of(RunKind.EXTRACTION, plan(0, work), RunKind.EVALUATION, plan(4, work))),
            SETTINGS);
    for (Bids.View view : node.lists().page(BidQuery.ALL, Optional.empty(), PAGE).bids()) {
      ids.put(view.bid().field("source").map(String::valueOf).orElse(""), view.bid().id());
    }
  }

  private static Plan plan(int agents, Office.Work work) {
    List<Agent> all = new ArrayList<>();
    for (int i = 1; i <= agents; i++) {
      all.add(new Worker("agent_" + i, work));
    }
    return new Plan(
        all,
        (task, outputs, failures) ->
            new Outcome(
                agents == 0 ? Map.of() : Map.of("bitEvaluation", Map.of("at", System.nanoTime())),
                "done",
                Map.of()));
  }

  private record Worker(String name, Office.Work work) implements Agent {
    @Override
    public Set<String> inputs() {
      return Set.of(TITLE);
    }

    @Override
    public AgentOutput work(AgentTask task, Progress progress) throws InterruptedException {
      work.once();
      return new AgentOutput(OptionalInt.empty(), 80, "done", Map.of());
    }
  }

  @Override
  public void create(List<String> bids) throws InterruptedException {
    for (String bid : bids) {
      Map<String, Object> fields = Map.of(TITLE, "new", STAGE, "new", "source", bid);
      BidId id = node.bids().create(Edit.setting(fields), PEOPLE).now().bid().id();
      ids.put(bid, id);
      await(node.runs().start(id, RunKind.EXTRACTION, Runs.OnActive.JOIN, PEOPLE).now().run());
    }
  }

  private BidId id(String bid) {
    return Optional.ofNullable(ids.get(bid)).orElseThrow();
  }

  @Override
  public Seen read(String bid) {
    Bid now = node.bids().get(id(bid)).bid();
    return new Seen(bid, now.version(), text(now, TITLE), text(now, STAGE));
  }

  private static String text(Bid bid, String field) {
    return bid.field(field).map(String::valueOf).orElse("");
  }

  @Override
  public void edit(Seen seen, String field, String value) throws Refused {
    try {
      node.bids()
          .edit(
              id(seen.bid()),
              seen.version(),
              Edit.setting(Map.of(field, value)),
              Bids.OnConflict.MERGE,
              PEOPLE);
    } catch (Refusal.Conflict conflict) {
      throw new Refused("the field has changed");
    }
  }

  @Override
  public Optional<Basis> evaluate(String evaluation, String bid, Agents agents) throws Exception {
    Runs.Started started =
        node.runs().start(id(bid), RunKind.EVALUATION, Runs.OnActive.JOIN, PEOPLE).now();
    await(started.run());
    return started.joined() ? Optional.empty() : Optional.of(basis(started.run()));
  }

  /** Through the log, as a stream does. */
  private void await(Run run) throws InterruptedException {
    Semaphore news = new Semaphore(0);
    try (Subscription stream = node.log().subscribe(run, 0, news::release)) {
      while (!stream.ended()) {
        if (stream.next().isEmpty() && !stream.ended()) {
          news.acquire();
        }
      }
    }
  }

  @Override
  public List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    ids.forEach((name, id) -> changes.addAll(changes(name, history(id))));
    return changes;
  }

  private List<Revision> history(BidId id) {
    List<Revision> all = new ArrayList<>(node.past().history(id, Long.MAX_VALUE, PAGE));
    while (all.getLast().version() > 1) {
      all.addAll(node.past().history(id, all.getLast().version(), PAGE));
    }
    all.sort(Comparator.comparingLong(Revision::version));
    return all.subList(1, all.size());
  }

  /** A result's change is named by the run that wrote it. */
  private static List<Change> changes(String bid, List<Revision> revisions) {
    List<Change> changes = new ArrayList<>();
    String title = "new";
    for (Revision revision : revisions) {
      for (FieldChange change : revision.changes()) {
        String after = text(change.after());
        switch (change.field()) {
          case TITLE, STAGE ->
              changes.add(new Change(bid, change.field(), text(change.before()), after, title));
          case "bitEvaluation" ->
              changes.add(new Change(bid, RESULT, "", revision.actor().name(), title));
          default -> {
            // The status, and what the extraction left.
          }
        }
        title = change.field().equals(TITLE) ? after : title;
      }
    }
    return changes;
  }

  private static String text(Optional<Object> value) {
    return value.map(String::valueOf).orElse("");
  }

  private Stream<Run> evaluations() {
    return ids.values().stream()
        .flatMap(id -> node.runs().ofBid(id, PAGE).stream())
        .filter(run -> run.kind() == RunKind.EVALUATION);
  }

  @Override
  public List<Basis> bases() {
    return evaluations().map(Ours::basis).toList();
  }

  private static Basis basis(Run run) {
    return new Basis(run.id().value(), String.valueOf(run.base().inputs().get(TITLE)), "");
  }

  @Override
  public int stuck() {
    return (int)
        ids.values().stream().filter(id -> node.bids().get(id).bid().status().running()).count();
  }

  @Override
  public long keptOutputs() {
    return evaluations().mapToLong(run -> node.runs().get(run.id()).checkpoints().size()).sum();
  }

  @Override
  public void close() {
    node.close();
  }
}
