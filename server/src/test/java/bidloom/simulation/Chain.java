package bidloom.simulation;

import static bidloom.simulation.Violation.unless;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.store.BidStore;
import bidloom.store.MemoryDatabase;
import bidloom.store.RevisionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One bid's revisions, replayed as they come: G1 to G3. */
final class Chain {
  /** The status machine once more, from the protocol's text and not from the product's table. */
  private static final Set<String> LEGAL =
      Set.of(
          "draft>extracting",
          "reviewing>extracting",
          "extracting>reviewing",
          "extracting>draft",
          "reviewing>quick_scanning",
          "scanned>quick_scanning",
          "bit_decided>quick_scanning",
          "quick_scanning>scanned",
          "quick_scanning>reviewing",
          "quick_scanning>bit_decided",
          "reviewing>evaluating",
          "scanned>evaluating",
          "bit_decided>evaluating",
          "evaluating>bit_decided",
          "evaluating>reviewing",
          "evaluating>scanned");

  private final BidId id;
  private final List<Revision> revisions = new ArrayList<>();
  private final List<Map<String, Object>> states = new ArrayList<>(List.of(Map.of()));

  Chain(BidId id) {
    this.id = id;
  }

  long version() {
    return revisions.size();
  }

  Revision revision(long version) {
    return revisions.get((int) version - 1);
  }

  List<Revision> revisions() {
    return revisions;
  }

  /** The fields at a version, with the status among them. */
  Map<String, Object> at(long version) {
    return states.get((int) version);
  }

  /** Takes in what has been committed since. */
  void grow(MemoryDatabase store, Story story, Place writer) {
    List<Revision> news = store.truth(tx -> new RevisionStore().since(tx, id, version()));
    for (Revision revision : news) {
      unless(revision.version() == version() + 1, "G2", "%s lacks revision %d", id, version() + 1);
      story.tell(
          writer,
          "%s v%d by %s: %s %s",
          id,
          revision.version(),
          revision.actor().text(),
          revision.reason(),
          revision.changes().stream().map(c -> c.field() + "=" + c.after().orElse("-")).toList());
      step(revision);
    }
    agreesWith(read(store));
  }

  private void step(Revision revision) {
    Map<String, Object> before = states.getLast();
    Map<String, Object> after = new TreeMap<>(before);
    for (FieldChange change : revision.changes()) {
      unless(
          Optional.ofNullable(before.get(change.field())).equals(change.before()),
          "G1",
          "%s v%d (%s) overwrites %s=%s, which it took for %s",
          id,
          revision.version(),
          revision.actor().text(),
          change.field(),
          before.get(change.field()),
          change.before());
      change
          .after()
          .ifPresentOrElse(v -> after.put(change.field(), v), () -> after.remove(change.field()));
    }
    String pair = before.get(Bid.STATUS) + ">" + after.get(Bid.STATUS);
    boolean same = before.isEmpty() || before.get(Bid.STATUS).equals(after.get(Bid.STATUS));
    unless(same || LEGAL.contains(pair), "G3", "%s goes %s", id, pair);
    revisions.add(revision);
    states.add(after);
  }

  Bid read(MemoryDatabase store) {
    return store.truth(tx -> new BidStore(store).find(tx, id)).orElseThrow();
  }

  void agreesWith(Bid row) {
    Map<String, Object> fields = new TreeMap<>(row.fields());
    fields.put(Bid.STATUS, row.status().wireName());
    unless(
        row.version() == version(),
        "G2",
        "%s is at %d, its chain at %d",
        id,
        row.version(),
        version());
    unless(
        fields.equals(states.getLast()),
        "G2",
        "%s is not what its revisions give\n  row    %s\n  replay %s",
        id,
        fields,
        states.getLast());
  }
}
