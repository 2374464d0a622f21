package bidloom.agents.scan;

import bidloom.agents.SiteReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads a site once for the three agents of a run that look at it side by side: the first of them
 * reads, the others wait for it.
 *
 * <p>A run is told by its site and its start. What it read is dropped when all three have it, or
 * when {@link #KEPT} younger runs have begun, in case an agent of an earlier attempt never comes.
 */
final class Visits {
  private static final int KEPT = 64;
  private static final int READERS = 3;

  private record Key(String url, Instant run) {}

  /** A visit and how many agents have asked for it. */
  private static final class Shared {
    private final FutureTask<Site> visit;
    private int asked;

    Shared(FutureTask<Site> visit) {
      this.visit = visit;
    }
  }

  private final SequencedMap<Key, Shared> open = new LinkedHashMap<>();
  private final SiteReader sites;

  Visits(SiteReader sites) {
    this.sites = sites;
  }

  Site site(String url, Instant run) throws InterruptedException {
    Key key = new Key(url, run);
    while (true) {
      FutureTask<Site> visit = shared(key);
      visit.run(); // does nothing where another agent runs it, or has
      try {
        return visit.get();
      } catch (ExecutionException failed) {
        switch (failed.getCause()) {
          case InterruptedException stopped -> drop(key, visit);
          case RuntimeException bug -> throw bug;
          case null, default -> throw new IllegalStateException(failed);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  private synchronized FutureTask<Site> shared(Key key) {
    Shared shared =
        open.computeIfAbsent(key, k -> new Shared(new FutureTask<>(() -> visit(k.url()))));
    if (++shared.asked == READERS) {
      open.remove(key);
    } else if (open.size() > KEPT) {
      open.remove(open.firstEntry().getKey());
    }
    return shared.visit;
  }

  private Site visit(String url) throws InterruptedException {
    try {
      return new Visit(sites.forOneRun()).read(url);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt(); // tells the reader, and not those who wait for it
      throw stopped;
    }
  }

  private synchronized void drop(Key key, FutureTask<Site> visit) {
    open.computeIfPresent(key, (k, shared) -> shared.visit.equals(visit) ? null : shared);
  }
}
