package bidloom.http;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.Checkpoint;
import bidloom.domain.Duplicate;
import bidloom.domain.FieldChange;
import bidloom.domain.Profile;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.protocol.BidRow;
import bidloom.protocol.BidView;
import bidloom.protocol.RunView;
import bidloom.service.Bids;
import bidloom.service.Profiles;
import bidloom.service.Runs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The domain's values as they go over the wire. */
public final class Views {
  private Views() {}

  public static BidView bid(Bids.View view) {
    return bid(view.bid(), view.activeRun());
  }

  public static BidView bid(Bid bid, Optional<Run> activeRun) {
    return new BidView(
        bid.id().value(),
        bid.version(),
        bid.status().wireName(),
        value(bid, BidField.TITLE),
        value(bid, BidField.CUSTOMER_NAME),
        value(bid, BidField.SOURCE),
        value(bid, BidField.STAGE),
        value(bid, BidField.INPUT_TYPE),
        value(bid, BidField.WEBSITE_URL),
        value(bid, BidField.OWNER),
        bid.requirementValues(),
        value(bid, BidField.QUICK_SCAN),
        value(bid, BidField.BIT_EVALUATION),
        value(bid, BidField.DECISION),
        value(bid, BidField.DECISION_DATA),
        value(bid, BidField.ASSIGNED_BUSINESS_LINE),
        value(bid, BidField.ASSIGNED_TEAM),
        value(bid, BidField.OUTCOME),
        bid.createdAt(),
        bid.updatedAt(),
        activeRun.map(Views::active),
        false,
        List.of(),
        Optional.empty(),
        List.of());
  }

  /** A bid in a list. */
  static BidRow row(Bids.View view) {
    Bid bid = view.bid();
    return new BidRow(
        bid.id().value(),
        bid.version(),
        bid.status().wireName(),
        value(bid, BidField.TITLE).or(() -> bid.field(RequirementField.TITLE.fieldName())),
        value(bid, BidField.CUSTOMER_NAME),
        value(bid, BidField.OWNER),
        bid.requirements().deadline().map(Requirements.Deadline::instant),
        bid.field(RequirementField.BUDGET.fieldName()),
        bid.score(),
        value(bid, BidField.DECISION),
        value(bid, BidField.OUTCOME),
        bid.createdAt(),
        bid.updatedAt(),
        view.activeRun().map(Views::active));
  }

  private static Optional<Object> value(Bid bid, BidField field) {
    return bid.field(field.wireName());
  }

  private static BidView.ActiveRun active(Run run) {
    return new BidView.ActiveRun(
        run.id().value(),
        run.kind().wireName(),
        run.startedBy().text(),
        run.startedAt(),
        List.copyOf(run.base().reads()));
  }

  public static RunView run(Run run, boolean joined) {
    return run(run, List.of(), Optional.empty(), joined);
  }

  public static RunView run(Runs.Details details, Optional<Map<String, Object>> terminal) {
    List<RunView.AgentView> agents =
        details.agents().stream().map(name -> agent(name, details.checkpoints())).toList();
    return run(details.run(), agents, terminal, false);
  }

  private static RunView run(
      Run run,
      List<RunView.AgentView> agents,
      Optional<Map<String, Object>> terminal,
      boolean joined) {
    return new RunView(
        run.id().value(),
        run.bidId().value(),
        run.kind().wireName(),
        run.state().wireName(),
        run.attempt(),
        run.base().version(),
        run.base().profile(),
        run.startedBy().text(),
        run.startedAt(),
        run.endedAt(),
        run.lastSeq(),
        agents,
        terminal,
        run.proposal().map(Views::proposal),
        run.failure().map(f -> new RunView.Failure(f.code(), f.message())),
        joined);
  }

  private static RunView.Proposal proposal(Run.Proposal left) {
    return new RunView.Proposal(left.changes(), left.summary(), left.applied(), left.discarded());
  }

  private static RunView.AgentView agent(String name, List<Checkpoint> checkpoints) {
    return checkpoints.stream()
        .filter(checkpoint -> checkpoint.agent().equals(name))
        .findFirst()
        .map(c -> new RunView.AgentView(name, c.failed() ? "failed" : "complete", c.output()))
        .orElse(new RunView.AgentView(name, "waiting", Map.of()));
  }

  /** A profile: its sections, beside {@code version}, {@code changedAt} and {@code changedBy}. */
  static Map<String, Object> profile(Profile profile) {
    Map<String, Object> view = new TreeMap<>(profile.values());
    view.putAll(profileVersion(profile));
    return view;
  }

  /** A version of the profile in its history. */
  static Map<String, Object> profileStep(Profiles.Step step) {
    Map<String, Object> view = profileVersion(step.profile());
    view.put("changed", step.changed());
    return view;
  }

  private static Map<String, Object> profileVersion(Profile profile) {
    Map<String, Object> view = new TreeMap<>();
    view.put("version", profile.version());
    profile.made().ifPresent(made -> view.put("changedAt", made.at()));
    profile.made().ifPresent(made -> view.put("changedBy", made.by().text()));
    return view;
  }

  static Map<String, Object> duplicate(Duplicate duplicate) {
    Map<String, Object> view = new TreeMap<>();
    view.put("id", duplicate.id().value());
    duplicate.title().ifPresent(title -> view.put("title", title));
    duplicate.customerName().ifPresent(name -> view.put("customerName", name));
    view.put("why", duplicate.why());
    return view;
  }

  static Map<String, Object> revision(Revision revision) {
    return Map.of(
        "version",
        revision.version(),
        "at",
        revision.at(),
        "actor",
        revision.actor().text(),
        "reason",
        revision.reason(),
        "changes",
        revision.changes().stream().map(FieldChange::members).toList());
  }
}
