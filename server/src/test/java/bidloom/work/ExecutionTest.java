package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.agents.Agent;
import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Coordinator;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.domain.Values;
import bidloom.store.FaultyDatabase;
import bidloom.store.TestClock;
import bidloom.store.TestDatabase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the watchers of a run are told, and how it ends when its own code fails. */
class ExecutionTest {
  private static final Duration LEASE = Settings.DEFAULTS.lease();
  private static final Coordinator NOTHING =
      (task, outputs, failures) -> new Outcome(Map.of(), "done", Map.of());

  private final TestDatabase home = TestDatabase.sqlite();
  private final TestClock clock = new TestClock();
  private final Deque<Site> sites = new ArrayDeque<>();

  @AfterEach
  void closeAll() {
    while (!sites.isEmpty()) {
      sites.pop().close();
    }
  }

  private Site site(String owner, Coordinator coordinator, Agent... agents) {
    Plan plan = new Plan(List.of(agents), coordinator);
    sites.push(new Site(home, clock, owner, Settings.DEFAULTS, plan));
    return sites.getFirst();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** An agent that reads the title and tells of its progress. */
  private record Talker(Talk talk) implements Agent {
    interface Talk {
      void with(Progress progress) throws InterruptedException;
    }

    @Override
    public String name() {
      return "talker";
    }

    @Override
    public Set<String> inputs() {
      return Set.of("title");
    }

    @Override
    public AgentOutput work(AgentTask task, Progress progress) throws InterruptedException {
      talk.with(progress);
      return new AgentOutput(OptionalInt.of(70), 80, "said it", Map.of("read", task.fields()));
    }
  }

  private static List<Map<String, Object>> told(Site site, Run run, RunEvent.Type type) {
    return site.events(run.id()).stream()
        .filter(event -> event.type() == type)
        .map(RunEvent::data)
        .toList();
  }

  @Test
  void anAgentIsShownWhatItReadsAndItsCompletionTellsWhatItCameTo() throws InterruptedException {
    Site site = site("a", NOTHING, new Talker(progress -> {}), ScriptedAgent.quick("quick"));
    Run run = site.awaitEnd(site.start());
    assertThat(told(site, run, RunEvent.Type.AGENT_COMPLETE))
        .contains(
            Values.canonicalObject(
                Map.of(
                    "agent",
                    "talker",
                    "message",
                    "said it",
                    "progress",
                    1,
                    "score",
                    70,
                    "confidence",
                    80,
                    "result",
                    Map.of("read", Map.of("title", "Road signs")))));
  }

  @Test
  void anAgentTellsAtMostTwoHundredTimesAllOfItBeforeItsCompletion() throws InterruptedException {
    Site site =
        site(
            "a",
            NOTHING,
            new Talker(
                progress -> {
                  progress.report(-1, "begins");
                  for (int i = 2; i <= 201; i++) {
                    progress.report(i, "goes on");
                  }
                }));
    Run run = site.start();
    site.awaitIdle();
    List<RunEvent> events = site.log.page(run.id(), 1, 250);
    assertThat(events.subList(0, 200))
        .allMatch(event -> event.type() == RunEvent.Type.AGENT_PROGRESS);
    assertThat(events.getFirst().data())
        .isEqualTo(
            Values.canonicalObject(Map.of("agent", "talker", "progress", 0, "message", "begins")));
    assertThat(events.get(199).data())
        .isEqualTo(
            Values.canonicalObject(Map.of("agent", "talker", "progress", 1, "message", "goes on")));
    assertThat(events.subList(200, events.size()))
        .extracting(RunEvent::type)
        .containsExactly(RunEvent.Type.AGENT_COMPLETE, RunEvent.Type.COMPLETE);
  }

  @Test
  void whoTellsOfProgressAfterItLostTheRunStops() throws InterruptedException {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch lost = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Talker talker =
        new Talker(
            progress -> {
              working.countDown();
              lost.await();
              progress.report(0.5, "still here");
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException end) {
                stopped.countDown();
                throw end;
              }
            });
    Site former = site("former", NOTHING, talker);
    Site heir = site("heir", NOTHING, ScriptedAgent.quick("quick"));
    Run run = former.start();
    await(working);
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    heir.awaitEnd(run);
    lost.countDown();
    await(stopped);
  }

  @Test
  void anHeirTakesUpWhatItFoundAsItWasAndTellsHowMuch() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Agent[] agents = {
      ScriptedAgent.quick("x"),
      ScriptedAgent.quick("y"),
      ScriptedAgent.of(
          "fails",
          call -> {
            throw new AgentFailure("unreadable", "Can't read it.");
          }),
      slow
    };
    Coordinator telling =
        (task, outputs, failures) ->
            new Outcome(Map.of(), outputs.keySet() + " and not " + failures.keySet(), Map.of());
    Site former = site("former", telling, agents);
    Site heir = site("heir", telling, agents);
    Run run = former.start();
    for (String agent : List.of("x", "y", "fails")) {
      former.awaitCompletionOf(run, agent);
    }
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    heir.awaitEnd(run);
    assertThat(told(heir, run, RunEvent.Type.AGENT_PROGRESS))
        .containsExactly(Map.of("message", "taken over, attempt 2; 3 agents had finished"));
    assertThat(told(heir, run, RunEvent.Type.COMPLETE).getFirst())
        .containsEntry("message", "[slow, x, y] and not [fails]");
  }

  @Test
  void aCoordinatorThatFailsFailsTheRunAndSoDoesOneWithABug() throws InterruptedException {
    Site failing =
        site(
            "failing",
            (task, outputs, failures) -> {
              throw new AgentFailure("no-title", "There is no title.");
            },
            ScriptedAgent.quick("quick"));
    Run failed = failing.awaitEnd(failing.start());
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.failure()).contains(new Run.Failure("no-title", "There is no title."));
    Site broken =
        site(
            "broken",
            (task, outputs, failures) -> {
              throw new IllegalStateException("a bug");
            },
            ScriptedAgent.quick("quick"));
    assertThat(broken.awaitEnd(broken.start()).failure())
        .contains(new Run.Failure("internal", "The coordinator broke down."));
  }

  @Test
  void aWriteThatDoesNotGetThroughIsTriedEveryQuarterSecondForAsLongAsTheLeaseIsHeld()
      throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site site = site("a", NOTHING, slow);
    Run run = site.start();
    await(slow.working);
    List<Duration> pauses = new ArrayList<>();
    NodeTime time =
        new NodeTime(
            clock::nanos,
            pause -> {
              pauses.add(pause);
              clock.advance(pause);
            });
    Lease lease = new Lease(run.fence(), time, clock.nanos() + LEASE.toNanos());
    Persistence persistence = new Persistence(site.outcomes, lease);
    site.database.setDown(true);
    assertThatThrownBy(() -> persistence.settle(() -> site.outcomes.cancel(run.fence())))
        .isInstanceOf(Refusal.Fenced.class);
    site.database.setDown(false);
    assertThat(pauses).isEqualTo(Collections.nCopies(120, Duration.ofMillis(250)));
  }

  /** Its lease has not run out on its own clock, which stands still. */
  private Persistence belated(Site site, Run run) {
    NodeTime time = new NodeTime(() -> 0, pause -> {});
    return new Persistence(site.outcomes, new Lease(run.fence(), time, 1));
  }

  @Test
  void aWriteThatGotNoAnswerIsNotTakenForDoneWhereAnotherHasTheRunOrHasEndedIt()
      throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    ScriptedAgent slower = ScriptedAgent.slowAtFirst("slower");
    Site former = site("former", NOTHING, slow);
    Site heir = site("heir", NOTHING, slower);
    Run run = former.start();
    await(slow.working);
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.reap();
    await(slower.working);
    assertThatThrownBy(() -> belated(former, run).settle(unanswered(former, run)))
        .isInstanceOf(Refusal.Fenced.class);
    slower.goOn.countDown();
    heir.awaitEnd(run);
    assertThatThrownBy(() -> belated(former, run).settle(unanswered(former, run)))
        .isInstanceOf(Refusal.Fenced.class);
  }

  /** A write that does not get through the first time. */
  private static Runnable unanswered(Site site, Run run) {
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      if (calls.incrementAndGet() == 1) {
        throw FaultyDatabase.cutOff("no answer");
      }
      site.outcomes.cancel(run.fence());
    };
  }

  @Test
  void aStartedNodeTakesOverByItselfAndLeavesNoThreadBehind() throws InterruptedException {
    ScriptedAgent slow = ScriptedAgent.slowAtFirst("slow");
    Site former = site("former", NOTHING, slow);
    Site heir = site("heir", NOTHING, slow);
    Run run = former.start();
    await(slow.working);
    clock.advance(LEASE.plusSeconds(1));
    heir.worker.start();
    List<Thread> duties =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> Set.of("heartbeat", "reaper", "pruner").contains(thread.getName()))
            .toList();
    assertThat(duties).hasSize(3);
    assertThat(heir.awaitEnd(run).lease().owner()).isEqualTo("heir");
    heir.worker.close();
    for (Thread duty : duties) {
      assertThat(duty.join(Duration.ofSeconds(30))).isTrue();
    }
  }
}
