package bidloom.work;

import bidloom.agents.Agent;
import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.Checkpoint;
import bidloom.domain.Refusal;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.Settings;
import bidloom.log.EventLog;
import bidloom.service.Outcomes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * One attempt at one run, under one lease. The agents that have no checkpoint yet work in parallel,
 * without holding a connection; each output is kept the moment it is there, by this thread alone;
 * then the coordinator's outcome is committed. Whatever this attempt writes, it writes under its
 * fence, so being too late is harmless.
 */
final class Execution {
  private static final System.Logger LOGGER = System.getLogger(Execution.class.getName());

  private final Run run;
  private final Lease lease;
  private final Plan plan;
  private final Outcomes outcomes;
  private final Settings settings;
  private final Progress progress;
  private final Persistence persistence;
  private final Map<String, AgentOutput> outputs = new TreeMap<>();
  private final Map<String, String> failures = new TreeMap<>();

  Execution(Run run, Lease lease, Plan plan, Outcomes outcomes, EventLog log, Settings settings) {
    this.run = run;
    this.lease = lease;
    this.plan = plan;
    this.outcomes = outcomes;
    this.settings = settings;
    this.progress = new Progress(log, lease);
    this.persistence = new Persistence(outcomes, lease);
  }

  /** Brings the run to its end, or stops where the lease ends first. */
  void go() throws InterruptedException {
    run.cancelBy().ifPresent(somebody -> lease.cancel());
    if (lease.ended()) {
      stopped();
      return;
    }
    if (run.attempt() > settings.attempts()) {
      fail("attempts-exhausted", "Given up after %d attempts.".formatted(settings.attempts()));
      return;
    }
    resume();
    try (Team<AgentOutput> team = new Team<>(settings.runLimit())) {
      lease.onEnd(team::stop);
      gather(team);
      if (lease.ended()) {
        keepFinished(team);
        stopped();
      } else {
        commit(team);
      }
    } catch (Team.OutOfTime tooLong) {
      fail("time-limit", "Not finished within %s.".formatted(settings.runLimit()));
    }
  }

  /** Takes up what an earlier attempt has finished. */
  private void resume() throws InterruptedException {
    persistence.settle(() -> outcomes.checkpoints(lease.fence()).forEach(this::take));
    if (run.attempt() > 1) {
      int finished = outputs.size() + failures.size();
      progress.tell(
          "taken over, attempt %d; %d agents had finished".formatted(run.attempt(), finished));
    }
  }

  private void take(Checkpoint kept) {
    if (kept.failed()) {
      failures.put(kept.agent(), Outputs.message(kept.output()));
    } else {
      outputs.put(kept.agent(), Outputs.read(kept.output()));
    }
  }

  /** Sets every agent to work that has not finished yet, and keeps what each comes to. */
  private void gather(Team<AgentOutput> team) throws InterruptedException, Team.OutOfTime {
    try {
      for (Agent agent : plan.agents()) {
        if (!outputs.containsKey(agent.name()) && !failures.containsKey(agent.name())) {
          team.start(agent.name(), () -> agent.work(task(agent), progress.of(agent.name())));
        }
      }
    } catch (RejectedExecutionException leaseEnded) {
      return;
    }
    while (team.busy() && !lease.ended()) {
      Optional<Team.Done<AgentOutput>> done = team.next();
      if (done.isPresent()) {
        keep(done.get());
      }
    }
  }

  /** What was finished when somebody cancelled is kept; what failed then may have failed of it. */
  private void keepFinished(Team<AgentOutput> team) throws InterruptedException {
    if (lease.cancelled()) {
      for (Team.Done<AgentOutput> done : team.over()) {
        if (done.future().state() == Future.State.SUCCESS) {
          keep(done);
        }
      }
    }
  }

  /** An agent is shown the fields that it named, and no others. */
  private AgentTask task(Agent agent) {
    Map<String, Object> fields = new TreeMap<>(run.base().inputs());
    fields.keySet().retainAll(agent.inputs());
    return new AgentTask(fields, run.startedAt());
  }

  private void keep(Team.Done<AgentOutput> done) throws InterruptedException {
    try {
      AgentOutput output = done.future().get();
      keep(done.name(), false, Outputs.write(output), completion(done.name(), output));
      outputs.put(done.name(), output);
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case AgentFailure failure -> fail(done.name(), failure.code(), failure.reason());
        case InterruptedException stopped -> {}
        case null, default -> {
          LOGGER.log(System.Logger.Level.ERROR, "Agent " + done.name() + " has a bug", failed);
          fail(done.name(), "internal", "The agent %s broke down.".formatted(done.name()));
        }
      }
    }
  }

  private void fail(String agent, String code, String message) throws InterruptedException {
    Map<String, Object> failure = Outputs.failure(code, message);
    keep(agent, true, failure, Map.of("agent", agent, "message", message, "error", failure));
    failures.put(agent, message);
  }

  private void keep(
      String agent, boolean failed, Map<String, Object> output, Map<String, Object> event)
      throws InterruptedException {
    progress.flush(agent);
    Checkpoint checkpoint = new Checkpoint(run.id(), agent, lease.fence().epoch(), failed, output);
    RunEvent.Draft draft = new RunEvent.Draft(RunEvent.Type.AGENT_COMPLETE, event);
    persistence.settle(() -> outcomes.checkpoint(checkpoint, draft));
  }

  private static Map<String, Object> completion(String agent, AgentOutput output) {
    Map<String, Object> event = Outputs.write(output);
    event.remove("summary");
    event.put("agent", agent);
    event.put("message", output.summary());
    event.put("progress", 1);
    return event;
  }

  private void commit(Team<AgentOutput> team) throws InterruptedException, Team.OutOfTime {
    AgentTask task = new AgentTask(run.base().inputs(), run.startedAt());
    try {
      Outcome outcome = team.call(() -> plan.coordinator().coordinate(task, outputs, failures));
      Outcomes.Result result =
          new Outcomes.Result(outcome.changes(), outcome.summary(), outcome.highlights());
      persistence.settle(() -> outcomes.commit(lease.fence(), result));
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case AgentFailure failure -> fail(failure.code(), failure.reason());
        case null, default -> {
          LOGGER.log(System.Logger.Level.ERROR, "The coordinator has a bug", failed);
          fail("internal", "The coordinator broke down.");
        }
      }
    } catch (RejectedExecutionException leaseEnded) {
      stopped();
    }
  }

  /** The lease has ended: a cancelled run is closed, a lost one is somebody else's. */
  private void stopped() throws InterruptedException {
    if (lease.cancelled()) {
      persistence.settle(() -> outcomes.cancel(lease.fence()));
    } else {
      throw new Refusal.Fenced(lease.fence());
    }
  }

  private void fail(String code, String message) throws InterruptedException {
    persistence.settle(() -> outcomes.fail(lease.fence(), new Run.Failure(code, message)));
  }
}
