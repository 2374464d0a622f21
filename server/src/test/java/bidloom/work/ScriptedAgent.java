package bidloom.work;

import bidloom.agents.Agent;
import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent that does what the test wants, and counts how often it is asked. */
final class ScriptedAgent implements Agent {
  /** What it does on a call, counted from 1. */
  @FunctionalInterface
  interface Script {
    void play(int call) throws AgentFailure, InterruptedException;
  }

  private final String name;
  private final Script script;
  private final AtomicInteger calls = new AtomicInteger();
  final CountDownLatch working = new CountDownLatch(1);
  final CountDownLatch interrupted = new CountDownLatch(1);
  final CountDownLatch goOn = new CountDownLatch(1);

  private final boolean slowAtFirst;

  private ScriptedAgent(String name, Script script, boolean slowAtFirst) {
    this.name = name;
    this.script = script;
    this.slowAtFirst = slowAtFirst;
  }

  static ScriptedAgent of(String name, Script script) {
    return new ScriptedAgent(name, script, false);
  }

  static ScriptedAgent quick(String name) {
    return new ScriptedAgent(name, call -> {}, false);
  }

  /** Waits on its first call until it may go on, and is quick on every other. */
  static ScriptedAgent slowAtFirst(String name) {
    return new ScriptedAgent(name, call -> {}, true);
  }

  int calls() {
    return calls.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> inputs() {
    return Set.of("title");
  }

  @Override
  public AgentOutput work(AgentTask task, Progress progress)
      throws AgentFailure, InterruptedException {
    int call = calls.incrementAndGet();
    working.countDown();
    try {
      script.play(call);
      if (slowAtFirst && call == 1) {
        goOn.await();
      }
    } catch (InterruptedException stopped) {
      interrupted.countDown();
      throw stopped;
    }
    return new AgentOutput(OptionalInt.of(70), 80, name + " is done", Map.of("call", call));
  }
}
