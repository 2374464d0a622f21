package bidloom.simulation;

import java.util.ArrayList;
import java.util.List;

/** Where threads live and die together: one life of a node's process, or the world outside. */
final class Place {
  /** What its threads may do. */
  enum State {
    LIVE,
    FROZEN,
    DEAD
  }

  private final String name;
  private final List<Task> held = new ArrayList<>();
  private final List<Runnable> obituaries = new ArrayList<>();
  private State state = State.LIVE;

  Place(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean live() {
    return state == State.LIVE;
  }

  boolean dead() {
    return state == State.DEAD;
  }

  void freeze() {
    state = State.FROZEN;
  }

  /** Its threads that were ready meanwhile. */
  List<Task> thaw() {
    state = State.LIVE;
    List<Task> ready = List.copyOf(held);
    held.clear();
    return ready;
  }

  /** None of its threads runs any more; who waits for it hears of it. */
  void die() {
    state = State.DEAD;
    obituaries.forEach(Runnable::run);
    obituaries.clear();
  }

  /** What is done outside when it dies. */
  void mourn(Runnable obituary) {
    obituaries.add(obituary);
  }

  void forgive(Runnable obituary) {
    obituaries.remove(obituary);
  }

  void hold(Task task) {
    held.add(task);
  }

  @Override
  public String toString() {
    return name;
  }
}
