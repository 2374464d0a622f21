package bidloom.log;

import bidloom.domain.BidId;
import bidloom.store.FeedStore;
import bidloom.store.PresenceStore.Present;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What subscribers of one bid share on this node: its recent revisions, which each of them sees one
 * by one, and the scene, of which each sees the newest state: who is present and how far the last
 * run is.
 */
final class BidTail {
  private final Tail<BidId> revisions;

  // Guarded by this.
  private boolean current;
  private long sum;
  private List<Present> present = List.of();
  private Optional<FeedStore.Glance> run = Optional.empty();
  private Scene scene = new Scene(0, Optional.empty(), 0, Optional.empty());

  /** A tail that begins after a version. */
  BidTail(BidId bid, long version, int capacity) {
    this.revisions = new Tail<>(bid, version, capacity);
  }

  /**
   * Frames with the number of their state; 0 as long as nothing is known.
   *
   * @param run empty where the bid never had one
   */
  record Scene(long presenceState, Optional<Frame> presence, long runState, Optional<Frame> run) {}

  Tail<BidId> revisions() {
    return revisions;
  }

  synchronized Scene scene() {
    return scene;
  }

  /** True where a reader would find more than is here. */
  synchronized boolean behind(FeedStore.Position there) {
    long finished = run.filter(r -> !r.state().ended()).map(FeedStore.Glance::finished).orElse(0L);
    return !current
        || revisions.incomplete()
        || there.present() != sum
        || there.finished() != finished;
  }

  /** The scene is being read: what is here is not to be relied on until that has succeeded. */
  synchronized void reading() {
    current = false;
  }

  /** Takes in the scene as it was read; lets subscribers know of another one. */
  void show(List<Present> nowPresent, Optional<FeedStore.Glance> nowRun, int limit) {
    if (changed(nowPresent, nowRun, limit)) {
      revisions.wakeAll();
    }
  }

  private synchronized boolean changed(
      List<Present> nowPresent, Optional<FeedStore.Glance> nowRun, int limit) {
    current = true;
    sum = nowPresent.stream().mapToLong(Present::mark).sum();
    boolean others = scene.presenceState() == 0 || !nowPresent.equals(present);
    if (others) {
      present = nowPresent;
      Frame frame = frame(nowPresent.stream().limit(limit).toList());
      scene =
          new Scene(scene.presenceState() + 1, Optional.of(frame), scene.runState(), scene.run());
    }
    boolean further = !nowRun.equals(run);
    if (further) {
      run = nowRun;
      scene =
          new Scene(
              scene.presenceState(),
              scene.presence(),
              scene.runState() + 1,
              nowRun.map(BidTail::frame));
    }
    return others || further;
  }

  private static Frame frame(List<Present> present) {
    return Frame.unlogged(
        "presence", Map.of("clients", present.stream().map(BidTail::client).toList()));
  }

  private static Map<String, Object> client(Present present) {
    Map<String, Object> client = new TreeMap<>();
    client.put("actor", present.seat().actor().text());
    client.put("client", present.seat().client());
    client.put("since", present.since().toString());
    present.field().ifPresent(field -> client.put("field", field));
    return client;
  }

  private static Frame frame(FeedStore.Glance run) {
    return Frame.unlogged(
        "run",
        Map.of(
            "runId",
            run.id().value(),
            "kind",
            run.kind().wireName(),
            "state",
            run.state().wireName(),
            "startedBy",
            run.startedBy().text(),
            "finishedAgents",
            run.finished()));
  }
}
