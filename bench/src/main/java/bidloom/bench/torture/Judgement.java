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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what the clients were told and what the database has against the guarantees. */
final class Judgement {
  private static final Pattern TAKEOVER = Pattern.compile("taken over, attempt (\\d+)");

  private final Journal journal;
  private final String url;

  Judgement(String url, Journal journal) {
    this.url = url;
    this.journal = journal;
  }

  void judge(List<String> bids) throws SQLException {
    Set<List<String>> legal =
        new HashSet<>(
            Sampler.query(url, "SELECT from_status, to_status FROM bid_status_transition"));
    Map<String, List<RunEvent>> logs = new HashMap<>();
    try (Archive archive = new Archive(url)) {
      for (String bid : bids) {
        Chain chain = archive.chain(bid);
        chain(chain);
        statuses(chain, legal);
        edits(chain);
        List<Run> runs = archive.runs(bid);
        for (Run run : runs) {
          List<RunEvent> events = archive.events(run);
          logs.put(run.id().value(), events);
          run(chain, run, events, archive.checkpoints(run));
        }
      }
    }
    journal.watched().forEach(stream -> stream(stream, logs));
    verify();
  }

  /** As {@code bidloom verify} does: another reading of the same database, in bounded memory. */
  private void verify() {
    try (Inspection inspection = Inspection.open(url)) {
      for (Verification.Result result : Verification.of(inspection, Settings.DEFAULTS).results()) {
        journal.count("verified: " + result.check().wireName());
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

  private void chain(Chain chain) {
    Bid bid = chain.bid();
    hold(
        "G2",
        chain.revisions().size() == bid.version()
            && chain.revisions().getLast().version() == bid.version(),
        "a bid at that version has so many revisions",
        bid.id(),
        bid.version(),
        chain.revisions().size());
    hold(
        "G2",
        chain.at(bid.version()).equals(chain.row()),
        "a bid whose revisions give one thing, and its row another",
        bid.id(),
        chain.at(bid.version()),
        chain.row());
  }

  private void statuses(Chain chain, Set<List<String>> legal) {
    for (Revision revision : chain.revisions()) {
      for (FieldChange change : revision.changes()) {
        if (change.field().equals(Bid.STATUS) && change.before().isPresent()) {
          List<String> pair =
              List.of(
                  change.before().map(String::valueOf).orElse(""),
                  change.after().map(String::valueOf).orElse(""));
          hold(
              "G3",
              legal.contains(pair),
              "a bid went a way that is not allowed",
              chain.bid().id(),
              pair);
        }
      }
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
    log(run, events);
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
    for (Checkpoint checkpoint : checkpoints) {
      hold(
          "G6",
          checkpoint.epoch() <= run.lease().epoch(),
          "a checkpoint of a later epoch than its run's",
          run.id(),
          checkpoint.epoch(),
          run.lease().epoch());
    }
    List<Revision> own =
        chain.revisions().stream()
            .filter(revision -> revision.actor().equals(Actor.run(run.id())))
            .toList();
    hold("G6", own.size() <= 1, "a run wrote so many revisions", run.id(), own.size());
    if (run.state() == RunState.STALE) {
      hold("G9", run.proposal().isPresent(), "a run is stale without a proposal", run.id());
    }
    if (run.state() == RunState.COMMITTED) {
      hold("G7", own.size() == 1, "a run committed without a revision", run.id());
      own.forEach(revision -> committed(chain, run, revision));
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

  private void log(Run run, List<RunEvent> events) {
    boolean dense = events.size() == run.lastSeq();
    for (int i = 0; i < events.size(); i++) {
      dense &= events.get(i).seq() == i + 1;
    }
    hold("G12", dense, "a log of so many events has gaps", run.id(), run.lastSeq());
    long terminals = events.stream().filter(event -> event.type().terminal()).count();
    boolean last = !events.isEmpty() && events.getLast().type().terminal();
    hold(
        "G7",
        run.state().ended() ? terminals == 1 && last : terminals == 0,
        "a run in that state has so many terminal events",
        run.id(),
        run.state(),
        terminals);
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
