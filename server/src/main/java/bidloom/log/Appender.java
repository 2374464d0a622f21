package bidloom.log;

import bidloom.domain.Fence;
import bidloom.domain.Refusal;
import bidloom.domain.RunEvent;
import bidloom.store.Database;
import bidloom.store.EventStore;
import bidloom.store.StoreFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Group commit for events: the first append starts a transaction at once, and whatever arrives
 * meanwhile is the next one. At most one transaction is under way, so a run's events are logged in
 * the order in which they were handed in. A full queue makes the caller wait.
 */
final class Appender {
  private static final int QUEUE = 4096;
  private static final int BATCH = 256;

  private record Pending(Fence fence, RunEvent.Draft draft, CompletableFuture<Void> done) {}

  private final Database database;
  private final EventStore events;
  private final Executor executor;
  private final Consumer<Fence> committed;
  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicInteger waiting = new AtomicInteger();

  Appender(Database database, EventStore events, Executor executor, Consumer<Fence> committed) {
    this.database = database;
    this.events = events;
    this.executor = executor;
    this.committed = committed;
  }

  /** Completes when the event is durable; fails with {@link Refusal.Fenced} under a lost fence. */
  CompletableFuture<Void> append(Fence fence, RunEvent.Draft draft) throws InterruptedException {
    Pending pending = new Pending(fence, draft, new CompletableFuture<>());
    queue.put(pending);
    if (waiting.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
    return pending.done;
  }

  /** One transaction's worth; goes on in another task, whatever became of this one. */
  private void drain() {
    List<Pending> batch = new ArrayList<>();
    queue.drainTo(batch, BATCH);
    try {
      commit(batch);
    } finally {
      batch.forEach(p -> p.done.completeExceptionally(new IllegalStateException("not appended")));
      if (waiting.addAndGet(-batch.size()) > 0) {
        executor.execute(this::drain);
      }
    }
  }

  private void commit(List<Pending> batch) {
    // In order of their ids, as every statement that locks several runs.
    Map<Fence, List<Pending>> byRun =
        new TreeMap<>(
            Comparator.comparing((Fence f) -> f.runId().value()).thenComparingLong(Fence::epoch));
    batch.forEach(p -> byRun.computeIfAbsent(p.fence, f -> new ArrayList<>()).add(p));
    try {
      Set<Fence> lost =
          database.write(
              tx -> {
                Set<Fence> fenced = new HashSet<>();
                byRun.forEach(
                    (fence, pending) -> {
                      List<RunEvent.Draft> drafts = pending.stream().map(Pending::draft).toList();
                      if (events.append(tx, fence, drafts).isEmpty()) {
                        fenced.add(fence);
                      }
                    });
                return fenced;
              });
      byRun.forEach((fence, pending) -> settle(fence, pending, lost.contains(fence)));
    } catch (StoreFailure unavailable) {
      batch.forEach(pending -> pending.done.completeExceptionally(unavailable));
    }
  }

  private void settle(Fence fence, List<Pending> pending, boolean lost) {
    if (lost) {
      pending.forEach(p -> p.done.completeExceptionally(new Refusal.Fenced(fence)));
    } else {
      committed.accept(fence);
      pending.forEach(p -> p.done.complete(null));
    }
  }
}
