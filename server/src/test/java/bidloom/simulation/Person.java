package bidloom.simulation;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.domain.Refusal;
import bidloom.domain.RunId;
import bidloom.domain.RunKind;
import bidloom.service.Bids;
import bidloom.service.Runs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody who looks at bids now and then, and does something to what was seen. */
final class Person {
  private static final List<String> FIELDS =
      List.of("stage", "owner", "customerName", "title", "websiteUrl", "requirements.language");
  private static final List<RunKind> KINDS =
      List.of(RunKind.EXTRACTION, RunKind.EXTRACTION, RunKind.QUICK_SCAN, RunKind.EVALUATION);
  private static final int LONGEST_WAIT_SECONDS = 14;

  private final World world;
  private final String name;
  private final Map<BidId, Long> seen = new HashMap<>();
  private int deeds;

  Person(World world, String name) {
    this.world = world;
    this.name = name;
  }

  void live(int actions) {
    try {
      for (int i = 0; i < actions; i++) {
        world.pause(world.some(LONGEST_WAIT_SECONDS));
        act();
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void act() throws InterruptedException {
    SimulatedNode node = world.choices.of(world.nodes);
    BidId bid = world.choices.of(world.ledger.bids);
    switch (world.choices.pick(10)) {
      case 0 -> look(node, bid);
      case 1, 2 -> edit(node, bid, Bids.OnConflict.MERGE);
      case 3 -> edit(node, bid, Bids.OnConflict.REFUSE);
      case 4 -> cancel(node);
      case 5, 6 -> apply(node);
      default -> start(node, bid);
    }
  }

  private Actor actor() {
    return Actor.user(name + "." + deeds++);
  }

  private void look(SimulatedNode node, BidId bid) throws InterruptedException {
    node.ask("look", () -> node.bids.get(bid).bid().version()).ifPresent(v -> seen.put(bid, v));
  }

  private void edit(SimulatedNode node, BidId bid, Bids.OnConflict mode)
      throws InterruptedException {
    Map<String, Optional<Object>> changes = new TreeMap<>();
    for (int i = 1 + world.choices.pick(2); i > 0; i--) {
      changes.put(world.choices.of(FIELDS), value());
    }
    Edit edit = new Edit(new TreeMap<>(changes));
    Actor actor = actor();
    long base = seen.getOrDefault(bid, 1L);
    world.story.tell(
        world.outside, "%s edits %s from v%d: %s %s", name, bid, base, mode, edit.changes());
    Ledger.Heard heard;
    long version = 0;
    try {
      Optional<Long> answer =
          node.ask(
              "edit", () -> node.bids.edit(bid, base, edit, mode, actor).view().bid().version());
      answer.ifPresent(v -> seen.put(bid, v));
      heard = answer.isPresent() ? Ledger.Heard.ACCEPTED : Ledger.Heard.NOTHING;
      version = answer.orElse(0L);
    } catch (Refusal.Conflict conflict) {
      heard = Ledger.Heard.REFUSED;
      version = conflict.details().current().version();
      seen.put(bid, version);
    }
    boolean strict = mode == Bids.OnConflict.REFUSE;
    world.ledger.writes.add(new Ledger.Write(actor, bid, base, strict, edit, heard, version));
  }

  /** Mostly a new value; sometimes one that others may have set too, or none. */
  private Optional<Object> value() {
    return switch (world.choices.pick(6)) {
      case 4 -> Optional.of("A");
      case 5 -> Optional.empty();
      default -> Optional.of(name + deeds + world.choices.made());
    };
  }

  private void start(SimulatedNode node, BidId bid) throws InterruptedException {
    RunKind kind = world.choices.of(KINDS);
    Runs.OnActive policy = world.choices.of(List.of(Runs.OnActive.values()));
    Actor actor = actor();
    world.story.tell(world.outside, "%s starts %s of %s: %s", name, kind, bid, policy);
    try {
      node.ask("start", () -> node.runs.start(bid, kind, policy, actor).now())
          .ifPresent(started -> world.ledger.started(started.run().id()));
    } catch (Refusal.RunActive | Refusal.IllegalTransition | Refusal.Unavailable refused) {
      world.story.tell(world.outside, "%s is told: %s", name, refused.getClass().getSimpleName());
    }
  }

  private void cancel(SimulatedNode node) throws InterruptedException {
    if (world.ledger.runs.isEmpty()) {
      return;
    }
    RunId run = world.ledger.runs.getLast();
    Actor actor = actor();
    world.story.tell(world.outside, "%s cancels %s", name, run);
    node.ask("cancel", () -> node.runs.cancel(run, actor).now());
  }

  private void apply(SimulatedNode node) throws InterruptedException {
    List<CommitCheck.RunRow> stale = world.check.stale();
    if (stale.isEmpty()) {
      return;
    }
    CommitCheck.RunRow left = world.choices.of(stale);
    RunId run = new RunId(left.id());
    BidId bid = new BidId(left.bid());
    look(node, bid);
    Actor actor = actor();
    long base = seen.getOrDefault(bid, 1L);
    world.story.tell(world.outside, "%s applies %s to v%d of %s", name, run, base, bid);
    Ledger.Heard heard = Ledger.Heard.NOTHING;
    Optional<Bid> answer = Optional.empty();
    try {
      answer = node.ask("apply", () -> node.runs.apply(run, base, Optional.empty(), actor).now());
      answer.ifPresent(after -> seen.put(after.id(), after.version()));
      heard = answer.isPresent() ? Ledger.Heard.ACCEPTED : Ledger.Heard.NOTHING;
    } catch (Refusal.Conflict | Refusal.NothingToApply | Refusal.IllegalTransition refused) {
      heard = Ledger.Heard.REFUSED;
    }
    world.ledger.applied.add(
        new Ledger.Applied(actor, run, bid, base, heard, answer.map(Bid::version).orElse(0L)));
  }
}
