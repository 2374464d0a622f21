package bidloom.service;

import bidloom.domain.IdentityLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong passwords and says how long to wait before the next try.
 *
 * <p>It counts by pair of address and account, by address, and by account. A wait is only ever for
 * an address or a pair: whoever guesses at somebody's account from elsewhere takes free tries from
 * all other addresses, but never the last one. So nobody can lock somebody else out.
 *
 * <p>A try counts as wrong from its beginning until it proves right, so that many at once are not
 * all free. Memory is bounded: of each kind the {@code triesRemembered} last counts are kept. One
 * node counts for itself.
 */
final class Tries {
  private static final int LONGEST_SHIFT = 20;

  private final IdentityLimits limits;
  private final LongSupplier nanos;
  private final Counts pairs;
  private final Counts addresses;
  private final Counts accounts;

  Tries(IdentityLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.pairs = new Counts(limits);
    this.addresses = new Counts(limits);
    this.accounts = new Counts(limits);
  }

  /**
   * Begins a try, which counts as wrong for now.
   *
   * @return how long to wait first; zero where the try has begun
   */
  synchronized Duration begin(String address, String account) {
    long now = nanos.getAsLong();
    Count pair = pairs.get(pair(address, account), now);
    Count ofAddress = addresses.get(address, now);
    Count ofAccount = accounts.get(account, now);
    boolean attacked = ofAccount.wrong >= limits.freeTriesOfAccount();
    long wait =
        Math.max(
            pair.wait(attacked ? 1 : limits.freeTries(), limits, now),
            ofAddress.wait(limits.freeTriesOfAddress(), limits, now));
    if (wait > 0) {
      return Duration.ofNanos(wait);
    }
    pair.add(now);
    ofAddress.add(now);
    ofAccount.add(now);
    return Duration.ZERO;
  }

  /** Takes back a try that proved right, and forgets the wrong ones of that pair. */
  synchronized void right(String address, String account) {
    long now = nanos.getAsLong();
    pairs.forget(pair(address, account));
    accounts.forget(account);
    Count ofAddress = addresses.get(address, now);
    ofAddress.wrong = Math.max(0, ofAddress.wrong - 1);
  }

  synchronized int remembered() {
    return Math.max(pairs.size(), Math.max(addresses.size(), accounts.size()));
  }

  private static String pair(String address, String account) {
    return address + " " + account;
  }

  private static final class Count {
    private int wrong;
    private long lastNanos;

    private Count(long now) {
      this.lastNanos = now;
    }

    private void add(long now) {
      wrong++;
      lastNanos = now;
    }

    private long wait(int free, IdentityLimits limits, long now) {
      if (wrong < free) {
        return 0;
      }
      long factor = 1L << Math.min(wrong - free, LONGEST_SHIFT);
      long wait = Math.min(limits.firstWait().toNanos() * factor, limits.longestWait().toNanos());
      return wait - (now - lastNanos);
    }
  }

  /** The last counts of one kind, the longest untouched first. */
  private static final class Counts extends LinkedHashMap<String, Count> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;

    private final transient IdentityLimits limits;

    private Counts(IdentityLimits limits) {
      super(16, LOAD, true);
      this.limits = limits;
    }

    private Count get(String key, long now) {
      Count count = computeIfAbsent(key, absent -> new Count(now));
      if (now - count.lastNanos > limits.triesForgotten().toNanos()) {
        count.wrong = 0;
      }
      return count;
    }

    private void forget(String key) {
      remove(key);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > limits.triesRemembered();
    }
  }
}
