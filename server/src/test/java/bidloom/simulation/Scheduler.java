package bidloom.simulation;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs virtual threads one at a time on the calling thread, in an order that the choices decide: a
 * thread gives way only where it waits or yields. Time stands still while a thread runs, and moves
 * on to the next sleeper when none can.
 *
 * <p>A virtual thread's scheduler is inherited by the threads it starts, but the JDK has no public
 * way to name one: this uses the constructor that the JDK's own tests use, with {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED}.
 */
final class Scheduler implements Executor {
  /** Once in so many steps time moves on although a thread could run: that thread is slow. */
  private static final int SLOW = 60;

  private record Sleeper(long at, long order, Thread thread, AtomicBoolean due)
      implements Comparable<Sleeper> {
    @Override
    public int compareTo(Sleeper other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private final Choices choices;
  private final Thread.Builder.OfVirtual threads = builder(this);
  private final IdentityHashMap<Runnable, Task> tasks = new IdentityHashMap<>();
  private final List<Task> ready = new ArrayList<>();
  private final List<Task> woken = new ArrayList<>();
  private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>();
  private final IdentityHashMap<Place, List<Thread>> seen = new IdentityHashMap<>();
  private Optional<Task> current = Optional.empty();
  private Optional<Place> starting = Optional.empty();
  private long nowNanos;
  private long order;
  private long steps;
  private boolean orderly;
  private boolean stopped;

  Scheduler(Choices choices) {
    this.choices = choices;
  }

  private static Thread.Builder.OfVirtual builder(Executor scheduler) {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
    } catch (ReflectiveOperationException closed) {
      throw new IllegalStateException(
          "The simulation needs --add-opens java.base/java.lang=ALL-UNNAMED.", closed);
    }
  }

  /** Starts a thread in a place. */
  void start(Place place, String name, Runnable work) {
    starting = Optional.of(place);
    threads.name(name).start(work);
    starting = Optional.empty();
  }

  /** A virtual thread of this scheduler can run. */
  @Override
  public void execute(Runnable continuation) {
    Task task = tasks.computeIfAbsent(continuation, this::born);
    if (task.place().live()) {
      woken.add(task);
    } else {
      task.place().hold(task);
    }
  }

  private Task born(Runnable continuation) {
    return starting
        .map(place -> new Task(tasks.size(), continuation, place, Optional.empty()))
        .orElseGet(() -> current.orElseThrow().child(tasks.size(), continuation));
  }

  /** The thread that runs now. */
  Task current() {
    return current.orElseThrow();
  }

  long nowNanos() {
    return nowNanos;
  }

  long steps() {
    return steps;
  }

  /** From now on the first in line runs, and time waits for all. */
  void beOrderly() {
    orderly = true;
  }

  /** Waits until so much time has passed. */
  void sleep(long nanos) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Sleeper sleeper =
        new Sleeper(
            nowNanos + Math.max(1, nanos), order++, Thread.currentThread(), new AtomicBoolean());
    sleepers.add(sleeper);
    while (!sleeper.due.get()) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        sleepers.remove(sleeper);
        throw new InterruptedException();
      }
    }
  }

  /** Others may go first. */
  @SuppressWarnings("ThreadPriorityCheck") // the scheduler that it relies on is this one
  void giveWay() {
    Thread.yield();
  }

  /** Remembers the running thread, to end it with {@link #unwind}. */
  void register() {
    List<Thread> threadsThere = seen.computeIfAbsent(current().place(), p -> new ArrayList<>());
    if (!threadsThere.contains(Thread.currentThread())) {
      threadsThere.add(Thread.currentThread());
    }
  }

  void freeze(Place place) {
    place.freeze();
    woken.removeIf(task -> held(task, place));
    ready.removeIf(task -> held(task, place));
  }

  void thaw(Place place) {
    woken.addAll(place.thaw());
  }

  void kill(Place place) {
    place.die();
    woken.removeIf(task -> held(task, place));
    ready.removeIf(task -> held(task, place));
  }

  private static boolean held(Task task, Place place) {
    if (task.place() == place) {
      place.hold(task);
      return true;
    }
    return false;
  }

  /** Runs until that time; false where nothing is left to run or to wake. */
  boolean runUntil(long endNanos) {
    while (!stopped) {
      line();
      if (ready.isEmpty() || (!orderly && ready.size() < 4 && choices.once(SLOW))) {
        if (sleepers.isEmpty() || sleepers.peek().at > endNanos) {
          if (ready.isEmpty()) {
            nowNanos = Math.max(nowNanos, endNanos);
            return !sleepers.isEmpty();
          }
        } else {
          wake();
          continue;
        }
      }
      step();
    }
    return false;
  }

  /** Runs nothing more. */
  void stop() {
    stopped = true;
  }

  /**
   * Who was woken meanwhile stands in line, the older first: the JDK wakes in the order of hash
   * codes where it wakes several, which differs from one time to the next.
   */
  private void line() {
    woken.sort(Task.BY_AGE);
    ready.addAll(woken);
    woken.clear();
  }

  private void step() {
    Task task = ready.remove(orderly ? 0 : choices.pick(ready.size()));
    steps++;
    current = Optional.of(task);
    try {
      task.run();
    } finally {
      current = Optional.empty();
    }
  }

  private void wake() {
    nowNanos = Math.max(nowNanos, sleepers.peek().at);
    while (!sleepers.isEmpty() && sleepers.peek().at <= nowNanos) {
      Sleeper sleeper = sleepers.poll();
      sleeper.due.set(true);
      LockSupport.unpark(sleeper.thread);
    }
  }

  /** Lets every thread come to its end, interrupted, so that none stays in memory. */
  void unwind(Iterable<Place> places) {
    orderly = true;
    for (Place place : places) {
      place.die();
      woken.addAll(place.thaw());
    }
    for (int round = 0; round < 20; round++) {
      seen.values().forEach(list -> list.forEach(Thread::interrupt));
      line();
      while (!ready.isEmpty()) {
        step();
        line();
      }
    }
  }
}
