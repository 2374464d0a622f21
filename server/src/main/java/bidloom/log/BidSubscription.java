package bidloom.log;

import java.util.ArrayList;
import java.util.List;

/**
 * One subscriber of one bid: every revision from the cursor on, once and in order (guarantee G12),
 * and between them the newest presence and the newest run, whose states in between a slow reader
 * misses. It begins with these two.
 */
final class BidSubscription implements Frames {
  private final BidTail tail;
  private final Subscription revisions;
  private final Runnable left;
  private long idOfFirst;
  private long presenceSeen;
  private long runSeen;

  /**
   * A subscription.
   *
   * @param idOfFirst the version that the first frame bears as its id, or 0 for none
   * @param left is called at the end of it
   */
  BidSubscription(BidTail tail, Subscription revisions, long idOfFirst, Runnable left) {
    this.tail = tail;
    this.revisions = revisions;
    this.idOfFirst = idOfFirst;
    this.left = left;
  }

  @Override
  public List<Frame> next() {
    BidTail.Scene scene = tail.scene();
    if (scene.presence().isEmpty()) {
      return List.of(); // it was not read yet
    }
    List<Frame> frames = new ArrayList<>();
    if (scene.presenceState() != presenceSeen) {
      presenceSeen = scene.presenceState();
      scene.presence().map(this::first).ifPresent(frames::add);
    }
    if (scene.runState() != runSeen) {
      runSeen = scene.runState();
      scene.run().ifPresent(frames::add);
    }
    frames.addAll(revisions.next());
    return frames;
  }

  private Frame first(Frame presence) {
    if (idOfFirst == 0) {
      return presence;
    }
    Frame numbered = presence.numbered(idOfFirst);
    idOfFirst = 0;
    return numbered;
  }

  /** A bid has no end, so this is true only where its revisions can't be served. */
  @Override
  public boolean ended() {
    return revisions.ended();
  }

  @Override
  public void close() {
    revisions.close();
    left.run();
  }
}
