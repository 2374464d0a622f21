package bidloom.http;

import bidloom.domain.Principal;
import bidloom.domain.Refusal;
import bidloom.domain.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many streams each caller holds open on this node. */
@ApplicationScoped
class OpenStreams {
  /** Nobody knows when one ends; a client that asks this often costs little. */
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final int most;
  private final Map<String, Integer> open = new HashMap<>();

  OpenStreams(Settings settings) {
    this.most = settings.requests().openStreams();
  }

  /** Counts one more, until what this returns is run, as often as may be; or refuses it. */
  Runnable enter(Principal caller) {
    String account = caller.account().value();
    if (!entered(account)) {
      throw new Refusal.RateLimited(
          "%s holds %d streams open on this server; close one.".formatted(account, most), RETRY);
    }
    AtomicBoolean left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        leave(account);
      }
    };
  }

  private synchronized boolean entered(String account) {
    int others = open.getOrDefault(account, 0);
    if (others < most) {
      open.put(account, others + 1);
    }
    return others < most;
  }

  private synchronized void leave(String account) {
    open.computeIfPresent(account, (name, count) -> count == 1 ? null : count - 1);
  }

  /** How many there are in all. */
  synchronized int count() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }
}
