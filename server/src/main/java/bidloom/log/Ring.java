package bidloom.log;

import bidloom.domain.BidId;
import bidloom.store.FeedStore.Hint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The newest hint of each bid that changed lately, in the order of the changes. A reader is a place
 * in that order, so a slow one finds one hint for many changes of a bid.
 */
final class Ring {
  private final int capacity;

  // Guarded by this.
  private final SortedMap<Long, Kept> kept = new TreeMap<>();
  private final Map<BidId, Long> places = new HashMap<>();
  private final Map<BidId, Hint> seen = new HashMap<>();
  private long last;
  private long lost;

  private record Kept(BidId bid, Frame frame) {}

  /** A ring that keeps the hints of so many bids. */
  Ring(int capacity) {
    this.capacity = capacity;
  }

  synchronized long last() {
    return last;
  }

  /** Takes in a hint, unless that version of the bid or a newer one was seen. */
  synchronized boolean add(Hint hint) {
    if (!see(hint)) {
      return false;
    }
    Long place = places.put(hint.bid(), ++last);
    if (place != null) {
      kept.remove(place);
    }
    kept.put(last, new Kept(hint.bid(), frame(hint)));
    if (kept.size() > capacity) {
      Map.Entry<Long, Kept> oldest = kept.entrySet().iterator().next();
      places.remove(oldest.getValue().bid());
      lost = oldest.getKey();
      kept.remove(lost);
    }
    return true;
  }

  /** Notes a version that nobody needs to be told of; false where it was seen. */
  synchronized boolean see(Hint hint) {
    Hint former = seen.get(hint.bid());
    if (former != null && former.version() >= hint.version()) {
      return false;
    }
    seen.put(hint.bid(), hint);
    return true;
  }

  /** Forgets versions that were seen, of bids that were changed before a time and aren't kept. */
  synchronized void forget(Instant before) {
    seen.values()
        .removeIf(hint -> hint.updatedAt().isBefore(before) && !places.containsKey(hint.bid()));
  }

  /**
   * What comes after a place.
   *
   * @param place where the reader is afterwards
   * @param missed whether a hint after the former place is no longer here
   */
  record Slice(List<Frame> frames, long place, boolean missed) {}

  synchronized Slice after(long place, int limit) {
    if (place < lost) {
      return new Slice(List.of(), last, true);
    }
    SortedMap<Long, Kept> next = kept.tailMap(place + 1);
    List<Map.Entry<Long, Kept>> some = next.entrySet().stream().limit(limit).toList();
    return new Slice(
        some.stream().map(entry -> entry.getValue().frame()).toList(),
        some.isEmpty() ? place : some.getLast().getKey(),
        false);
  }

  private static Frame frame(Hint hint) {
    return Frame.unlogged(
        "bid",
        Map.of(
            "bidId",
            hint.bid().value(),
            "version",
            hint.version(),
            "status",
            hint.status().wireName()));
  }
}
