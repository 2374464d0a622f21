package bidloom.log;

import bidloom.domain.BidId;
import bidloom.store.PresenceStore.Entry;
import bidloom.store.PresenceStore.Seat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Who is present through this node, and what of it is not written down yet. */
final class Stays {
  /** How many rows one transaction writes; the others wait for the next. */
  private static final int BATCH = 500;

  private static final long MARKS = 1L << 31;

  // Guarded by this.
  private final Map<Seat, Stay> stays = new HashMap<>();
  private final Set<Seat> ended = new HashSet<>();
  private final Set<Seat> dismissed = new HashSet<>();

  /** Present as long as there are streams, or until that time on the monotonic clock. */
  private static final class Stay {
    private int streams;
    private Optional<Long> saidUntilNanos = Optional.empty();
    private Optional<String> field = Optional.empty();
    private boolean unwritten = true;
    private boolean takeOver = true;

    void write(boolean overOthers) {
      unwritten = true;
      takeOver = overOthers;
    }
  }

  /** What there is to write: who has gone, who was dismissed on any node, who is new or moved. */
  record Batch(List<Seat> ended, List<Seat> dismissed, List<Entry> entries) {
    boolean empty() {
      return ended.isEmpty() && dismissed.isEmpty() && entries.isEmpty();
    }
  }

  synchronized boolean empty() {
    return stays.isEmpty();
  }

  synchronized int size() {
    return stays.size();
  }

  synchronized long on(BidId bid) {
    return stays.keySet().stream().filter(seat -> seat.bid().equals(bid)).count();
  }

  synchronized boolean has(Seat seat) {
    return stays.containsKey(seat);
  }

  synchronized void say(Seat seat, Optional<String> field, long untilNanos) {
    Stay stay = arrive(seat);
    stay.saidUntilNanos = Optional.of(untilNanos);
    move(stay, field);
  }

  private static void move(Stay stay, Optional<String> field) {
    if (!stay.field.equals(field)) {
      stay.field = field;
      stay.write(true);
    }
  }

  /** Another stream of theirs; the row of a connection that broke may still be another node's. */
  synchronized void join(Seat seat) {
    Stay stay = arrive(seat);
    stay.streams++;
    stay.write(true);
  }

  private Stay arrive(Seat seat) {
    ended.remove(seat);
    dismissed.remove(seat);
    return stays.computeIfAbsent(seat, _ -> new Stay());
  }

  /** A stream of theirs is closed; with the last one they are gone. */
  synchronized void leave(Seat seat) {
    Stay stay = stays.get(seat);
    if (stay != null && --stay.streams <= 0) {
      stays.remove(seat);
      ended.add(seat);
    }
  }

  /** They are gone on any node; of very many at once, some are left to expire. */
  synchronized void dismiss(Seat seat) {
    stays.remove(seat);
    ended.remove(seat);
    if (dismissed.size() < BATCH) {
      dismissed.add(seat);
    }
  }

  /** Hands out what is to be written by now. */
  synchronized Batch take(long nowNanos) {
    expire(nowNanos);
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<Seat, Stay> one : stays.entrySet()) {
      Stay stay = one.getValue();
      if (stay.unwritten && entries.size() < BATCH) {
        long mark = ThreadLocalRandom.current().nextLong(1, MARKS);
        entries.add(new Entry(one.getKey(), stay.field, mark, stay.takeOver));
        stay.unwritten = false;
      }
    }
    entries.sort(Comparator.comparing(entry -> entry.seat().toString())); // as nodes lock rows
    Batch batch = new Batch(List.copyOf(ended), List.copyOf(dismissed), entries);
    ended.clear();
    dismissed.clear();
    return batch;
  }

  private void expire(long nowNanos) {
    Iterator<Map.Entry<Seat, Stay>> all = stays.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Seat, Stay> one = all.next();
      Stay stay = one.getValue();
      if (stay.saidUntilNanos.filter(until -> until - nowNanos > 0).isEmpty()) {
        move(stay, Optional.empty());
        if (stay.streams == 0) {
          ended.add(one.getKey());
          all.remove();
        }
      }
    }
  }

  /** A batch was not written: it is to be written again, as far as it still holds. */
  synchronized void restore(Batch batch) {
    batch.ended().stream().filter(seat -> !stays.containsKey(seat)).forEach(ended::add);
    batch.dismissed().stream().filter(seat -> !stays.containsKey(seat)).forEach(dismissed::add);
    for (Entry entry : batch.entries()) {
      Stay stay = stays.get(entry.seat());
      if (stay != null && !stay.unwritten) {
        stay.write(entry.takeOver());
      }
    }
  }

  /**
   * Only those rows are still this node's. Another one has a row by now, or it expired during a
   * pause: who only said so is left to that, who has a stream here comes back where nobody is.
   */
  synchronized void keep(Set<Seat> held) {
    Iterator<Map.Entry<Seat, Stay>> all = stays.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Seat, Stay> one = all.next();
      Stay stay = one.getValue();
      if (stay.unwritten || held.contains(one.getKey())) {
        continue;
      }
      if (stay.streams == 0) {
        all.remove();
      } else {
        stay.write(false);
      }
    }
  }
}
