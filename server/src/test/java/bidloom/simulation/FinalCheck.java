package bidloom.simulation;

import static bidloom.simulation.Violation.unless;

import bidloom.domain.Actor;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold once the faults are over and everybody is done: G1, G11, G12, and all runs. */
final class FinalCheck {
  private final World world;

  FinalCheck(World world) {
    this.world = world;
  }

  void check(int busy) {
    List<String> active = world.check.activeRuns();
    unless(active.isEmpty(), "G11", "still active: %s", active);
    unless(world.ledger.open == 0, "G12", "%d streams never end", world.ledger.open);
    unless(busy == 0, "G11", "%d people or watchers wait for ever", busy);
    world.check.rows();
    world.ledger.writes.forEach(this::write);
    world.ledger.applied.forEach(this::applied);
    RunCheck runs = new RunCheck(world);
    world.check.runs().values().forEach(runs::check);
    world.ledger.finished.forEach(runs::kept);
  }

  private Chain chain(String bid) {
    return Optional.ofNullable(world.check.chains().get(bid)).orElseThrow();
  }

  private static List<Revision> by(Chain chain, Actor actor) {
    return chain.revisions().stream().filter(r -> r.actor().equals(actor)).toList();
  }

  /** G1: accepted is there, refused is not, and each was decided as the protocol says. */
  private void write(Ledger.Write write) {
    Chain chain = chain(write.bid().value());
    List<Revision> revisions = by(chain, write.actor());
    unless(revisions.size() <= 1, "G1", "%s is written %d times", write, revisions.size());
    switch (write.heard()) {
      case ACCEPTED -> accepted(write, chain, revisions);
      case REFUSED -> refused(write, chain, revisions);
      case NOTHING -> revisions.forEach(revision -> fits(write, chain, revision));
    }
  }

  private void accepted(Ledger.Write write, Chain chain, List<Revision> revisions) {
    unless(write.version() <= chain.version(), "G1", "%s: no such version", write);
    Map<String, Object> then = chain.at(write.version());
    write
        .edit()
        .changes()
        .forEach(
            (field, value) ->
                unless(
                    value.equals(Optional.ofNullable(then.get(field))),
                    "G1",
                    "%s is lost: v%d has %s=%s",
                    write,
                    write.version(),
                    field,
                    then.get(field)));
    if (revisions.isEmpty()) {
      unless(!write.strict() || write.version() == write.base(), "G1", "%s was stale", write);
    } else {
      Revision revision = revisions.getFirst();
      unless(revision.version() == write.version(), "G1", "%s is v%d", write, revision.version());
      fits(write, chain, revision);
    }
  }

  /** The revision is the write, made on what its author had seen. */
  private static void fits(Ledger.Write write, Chain chain, Revision revision) {
    long onto = revision.version() - 1;
    unless(!write.strict() || onto == write.base(), "G1", "%s applied onto v%d", write, onto);
    for (FieldChange change : revision.changes()) {
      unless(
          change.after().equals(write.edit().changes().get(change.field())),
          "G1",
          "%s changed %s",
          write,
          change);
      unless(
          Optional.ofNullable(chain.at(write.base()).get(change.field())).equals(change.before()),
          "G1",
          "%s overwrites %s, newer than its base",
          write,
          change);
    }
  }

  private static void refused(Ledger.Write write, Chain chain, List<Revision> revisions) {
    unless(revisions.isEmpty(), "G1", "%s was refused and is there", write);
    unless(write.version() > write.base(), "G1", "%s was refused without need", write);
    Map<String, Object> base = chain.at(write.base());
    Map<String, Object> then = chain.at(write.version());
    boolean overlap =
        write.edit().changes().entrySet().stream()
            .anyMatch(
                change -> {
                  Optional<Object> theirs = Optional.ofNullable(then.get(change.getKey()));
                  return !theirs.equals(Optional.ofNullable(base.get(change.getKey())))
                      && !theirs.equals(change.getValue());
                });
    unless(write.strict() || overlap, "G1", "%s was refused without need", write);
  }

  private void applied(Ledger.Applied applied) {
    for (Chain chain : world.check.chains().values()) {
      List<Revision> revisions = by(chain, applied.actor());
      boolean none = revisions.isEmpty();
      unless(none || revisions.size() == 2, "G2", "%s: %s", applied, revisions);
      unless(
          none || revisions.getFirst().version() == applied.base() + 1,
          "G1",
          "%s is written onto v%d",
          applied,
          none ? 0 : revisions.getFirst().version() - 1);
      unless(none || applied.heard() != Ledger.Heard.REFUSED, "G1", "%s is there", applied);
    }
  }
}
