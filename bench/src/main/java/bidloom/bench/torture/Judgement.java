package bidloom.bench.torture;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.Checkpoint;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.domain.RunEvent;
import bidloom.domain.RunState;
import bidloom.domain.Settings;
import bidloom.service.Verification;
import bidloom.store.Inspection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the clients were told against the database, and the database, as {@code bidloom
 * verify} does, against itself.
 */
final class Judgement {
  private static final Pattern TAKEOVER = Pattern.compile("taken over, attempt (\\d+)");

  private final Journal journal;
  private final String url;

  Judgement(String url, Journal journal) {
    this.url = url;
    this.journal = journal;
  }

  void judge(List<String> bids) {
    Map<String, List<RunEvent>> logs = new HashMap<>();
    try (Archive archive = new Archive(url)) {
      for (String bid : bids) {
        Chain chain = archive.chain(bid);
        edits(chain);
        for (Run run : archive.runs(bid)) {
          List<RunEvent> events = archive.events(run);
          logs.put(run.id().value(), events);
          run(chain, run, events, archive.checkpoints(run));
        }
      }
    }
    journal.watched().forEach(stream -> stream(stream, logs));
    verify();
  }

  /** What the database alone can tell: versions, replay, statuses, epochs, outcomes and logs. */
  private void verify() {
    try (Inspection inspection = Inspection.open(url)) {
      for (Verification.Result result : Verification.of(inspection, Settings.DEFAULTS).results()) {
        journal.count(result.check().guarantee() + " checked", result.looked());
        for (Verification.Finding finding : result.findings()) {
          journal.contradiction(result.check().guarantee(), "verify: " + finding);
        }
      }
    } catch (Inspection.Unreadable unreadable) {
      journal.contradiction("G2", "verify: " + unreadable.getMessage());
    }
  }

  private void hold(
      String guarantee, boolean holds, String otherwise, @Nullable Object... details) {
    journal.count(guarantee + " checked");
    if (!holds) {
      journal.contradiction(guarantee, otherwise + ": " + Arrays.toString(details));
    }
  }

  /** Guarantee G1: what was accepted is there, on what its writer saw, and only once. */
  private void edits(Chain chain) {
    Map<Object, List<Revision>> byValue = new HashMap<>();
    for (Revision revision : chain.revisions()) {
      for (FieldChange change : revision.changes()) {
        if (revision.actor().person()) {
          change
              .after()
              .ifPresent(
                  value ->
                      byValue
                          .computeIfAbsent(change.field() + "=" + value, v -> new ArrayList<>())
                          .add(revision));
        }
      }
    }
    for (Journal.Edit edit : journal.edits()) {
      if (edit.bid().equals(chain.bid().id().value())) {
        edit(chain, edit, byValue.getOrDefault(edit.field() + "=" + edit.value(), List.of()));
      }
    }
  }

  private void edit(Chain chain, Journal.Edit edit, List<Revision> found) {
    switch (edit.outcome()) {
      case DONE ->
          hold(
              "G1",
              found.size() == 1 && found.getFirst().version() == edit.version(),
              "an accepted edit is in these revisions",
              edit,
              found.stream().map(Revision::version).toList());
      case REFUSED -> hold("G1", found.isEmpty(), "a refused edit was written", edit);
      case UNKNOWN -> hold("G1", found.size() <= 1, "an edit was written twice", edit);
    }
    for (Revision revision : found) {
      boolean strictly = edit.merge() || revision.version() == edit.baseVersion() + 1;
      Object seen = chain.at(edit.baseVersion()).get(edit.field());
      Object replaced = chain.at(revision.version() - 1).get(edit.field());
      hold(
          "G1",
          strictly && Objects.equals(seen, replaced),
          "an edit replaced what its writer had not seen",
          edit,
          replaced);
    }
  }

  private void run(Chain chain, Run run, List<RunEvent> events, List<Checkpoint> checkpoints) {
    journal.count("runs " + run.state().wireName());
    owners(run, events, checkpoints);
    Set<String> kept = checkpoints.stream().map(Checkpoint::agent).collect(Collectors.toSet());
    for (RunEvent event : events) {
      if (event.type() == RunEvent.Type.AGENT_COMPLETE) {
        String agent = String.valueOf(event.data().get("agent"));
        hold(
            "G9",
            kept.contains(agent),
            "an agent of a run finished, and nothing is kept",
            run.id(),
            agent);
      }
    }
    if (run.state() == RunState.COMMITTED) {
      chain.revisions().stream()
          .filter(revision -> revision.actor().equals(Actor.run(run.id())))
          .forEach(revision -> committed(chain, run, revision));
    }
  }

  /** Guarantee G6: once a run was taken over, no former owner's output is told any more. */
  private void owners(Run run, List<RunEvent> events, List<Checkpoint> checkpoints) {
    Map<String, Long> epochs =
        checkpoints.stream().collect(Collectors.toMap(Checkpoint::agent, Checkpoint::epoch));
    long attempt = 1;
    for (RunEvent event : events) {
      Matcher takeover = TAKEOVER.matcher(String.valueOf(event.data().get("message")));
      if (event.type() == RunEvent.Type.AGENT_PROGRESS && takeover.lookingAt()) {
        attempt = Long.parseLong(takeover.group(1));
      } else if (event.type() == RunEvent.Type.AGENT_COMPLETE) {
        long epoch = epochs.getOrDefault(String.valueOf(event.data().get("agent")), attempt);
        hold("G6", epoch >= attempt, "an output of a former owner", run.id(), event, epoch);
      }
    }
  }

  /** Guarantees G8 and G10: what it read was still so, and nobody's later value was overwritten. */
  private void committed(Chain chain, Run run, Revision revision) {
    Map<String, Object> before = chain.at(revision.version() - 1);
    for (String field : run.base().reads()) {
      hold(
          "G8",
          Objects.equals(run.base().inputs().get(field), before.get(field)),
          "a run committed although an input had changed",
          run.id(),
          field);
    }
    Map<String, Object> read = chain.at(run.base().version());
    for (FieldChange change : revision.changes()) {
      if (!change.field().equals(Bid.STATUS)) {
        boolean untouched =
            Objects.equals(read.get(change.field()), before.get(change.field()))
                || lastWriter(chain, change.field(), revision.version())
                    .filter(Actor::person)
                    .isEmpty();
        hold("G10", untouched, "a run overwrote a person's field", run.id(), change.field());
      }
    }
  }

  private static Optional<Actor> lastWriter(Chain chain, String field, long before) {
    return chain.revisions().stream()
        .filter(revision -> revision.version() < before)
        .filter(r -> r.changes().stream().anyMatch(change -> change.field().equals(field)))
        .reduce((first, second) -> second)
        .map(Revision::actor);
  }

  /** Guarantee G12: what a subscriber saw is the log, from its first event on, without a gap. */
  private void stream(Journal.Watched stream, Map<String, List<RunEvent>> logs) {
    List<RunEvent> log = logs.getOrDefault(stream.run(), List.of());
    boolean same = stream.events().size() <= log.size();
    for (int i = 0; same && i < stream.events().size(); i++) {
      Journal.Seen seen = stream.events().get(i);
      RunEvent logged = log.get(i);
      same = seen.seq() == logged.seq() && seen.type().equals(logged.type().wireName());
    }
    hold(
        "G12", same, "a subscriber saw something else than the log", stream.run(), stream.events());
    hold("G12", stream.ended(), "a stream without end", stream.run());
  }
}
