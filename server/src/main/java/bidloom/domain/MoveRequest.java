package bidloom.domain;

import static bidloom.domain.BidField.ASSIGNED_BUSINESS_LINE;
import static bidloom.domain.BidField.ASSIGNED_TEAM;
import static bidloom.domain.BidField.DECISION;
import static bidloom.domain.BidField.DECISION_DATA;
import static bidloom.domain.BidField.OUTCOME;
import static bidloom.domain.BidField.TITLE;

import bidloom.domain.Transition.Move;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A person's wish to move a bid to another status, with what that status needs to be told: a
 * business line for {@code routed}, a team for {@code team_assigned}, an outcome for {@code
 * archived}.
 *
 * @param values the members of the request that become fields, by wire name, in canonical form
 */
public record MoveRequest(BidStatus to, Optional<String> reason, Map<String, Object> values) {
  /** How a bid can end. */
  public static final List<String> OUTCOMES =
      List.of("won", "lost", "declined", "withdrawn", "no_bit");

  private static final String MANAGER = "project_manager";
  private static final int SMALLEST_TEAM = 3;
  private static final int LARGEST_TEAM = 100;
  private static final int LONGEST_TEXT = 2000;

  /** A legal move and the changes that come with it. */
  public record Planned(Move move, Edit edit, String reason) {}

  /** A request to archive. */
  public static MoveRequest archive(String outcome) {
    return read(Map.of("to", BidStatus.ARCHIVED.wireName(), "outcome", outcome));
  }

  /**
   * Reads a request.
   *
   * @param members {@code {to, reason?, businessLine?, team?: [{name, role}], outcome?}}
   * @throws Refusal.Invalid naming every member that can't be so
   */
  public static MoveRequest read(Map<String, ? extends @Nullable Object> members) {
    List<Refusal.Invalid.Fault> faults = new ArrayList<>();
    Map<String, Object> values = new TreeMap<>();
    members.forEach(
        (name, value) -> {
          Optional<Object> given = Values.canonical(value);
          complaint(name, given.orElse(""))
              .ifPresentOrElse(
                  message -> faults.add(new Refusal.Invalid.Fault("/" + name, message)),
                  () -> given.ifPresent(v -> values.put(name, v)));
        });
    Optional<Object> to = Optional.ofNullable(values.remove("to"));
    if (to.isEmpty() && faults.isEmpty()) {
      faults.add(new Refusal.Invalid.Fault("/to", "Say the status to move to."));
    }
    if (!faults.isEmpty()) {
      throw new Refusal.Invalid(faults);
    }
    Optional<String> reason = Optional.ofNullable(values.remove("reason")).map(String.class::cast);
    return new MoveRequest(BidStatus.named((String) to.orElseThrow()), reason, values);
  }

  /** The least role that may ask for it. */
  public Role least() {
    return switch (to) {
      case ROUTED, TEAM_ASSIGNED -> Role.BL;
      default -> Role.BD;
    };
  }

  private static Optional<String> complaint(String name, Object value) {
    return switch (name) {
      case "to" -> isStatus(value) ? right() : wrong("There is no status \"%s\".", value);
      case "reason", "businessLine" ->
          isText(value)
              ? right()
              : wrong("Expected a text of at most %d characters.", LONGEST_TEXT);
      case "team" ->
          isTeam(value)
              ? right()
              : wrong("A team is a list of {name, role}: one %s and at least two others.", MANAGER);
      case "outcome" ->
          OUTCOMES.contains(value) ? right() : wrong("An outcome is one of %s.", OUTCOMES);
      default -> wrong("A transition has no member \"%s\".", name);
    };
  }

  private static Optional<String> right() {
    return Optional.empty();
  }

  private static Optional<String> wrong(String message, Object detail) {
    return Optional.of(message.formatted(detail));
  }

  private static boolean isStatus(Object value) {
    return Arrays.stream(BidStatus.values()).anyMatch(status -> status.wireName().equals(value));
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String text
        && !text.isBlank()
        && text.length() <= LONGEST_TEXT
        && text.indexOf('\0') < 0;
  }

  private static boolean isTeam(Object value) {
    if (!(value instanceof List<?> team)
        || team.size() < SMALLEST_TEAM
        || team.size() > LARGEST_TEAM
        || !team.stream().allMatch(MoveRequest::isMember)) {
      return false;
    }
    List<Map<?, ?>> members = team.stream().<Map<?, ?>>map(member -> (Map<?, ?>) member).toList();
    return members.stream().filter(member -> MANAGER.equals(member.get("role"))).count() == 1
        && members.stream().map(member -> member.get("name")).distinct().count() == team.size();
  }

  private static boolean isMember(Object value) {
    return value instanceof Map<?, ?> member
        && member.keySet().equals(Set.of("name", "role"))
        && isText(member.get("name"))
        && isText(member.get("role"));
  }

  /**
   * What the request means for a bid, asked by somebody. Who leads a business line routes bids to
   * it and assigns the teams of those that were; without a line they do neither.
   *
   * @throws Refusal.Forbidden where that is not theirs to do
   * @throws Refusal.IllegalTransition naming the statuses that are legal instead
   * @throws Refusal.Invalid where the move lacks something, or is given what it has no use for
   */
  public Planned on(Bid bid, Principal by) {
    if (!by.role().covers(least())) {
      throw new Refusal.Forbidden(least());
    }
    Planned planned = on(bid);
    if (by.role() == Role.BL && least() == Role.BL) {
      requireOwnLine(bid.changed(planned.edit(), to, bid.updatedAt()), by);
    }
    return planned;
  }

  private static void requireOwnLine(Bid after, Principal by) {
    String own =
        by.businessLine()
            .orElseThrow(
                () ->
                    new Refusal.Forbidden(
                        "You lead no business line; an administrator has to say which."));
    String line = after.text(ASSIGNED_BUSINESS_LINE).orElse("");
    if (!line.strip().equalsIgnoreCase(own.strip())) {
      throw new Refusal.Forbidden(
          "You lead the business line \"%s\", and this is a matter of \"%s\"."
              .formatted(own, line));
    }
  }

  private Planned on(Bid bid) {
    Move move =
        Arrays.stream(Move.values())
            .filter(one -> one.to() == to && one.from().contains(bid.status()))
            .findFirst()
            .orElseThrow(() -> Transition.refused(bid.status(), to));
    TreeMap<String, Optional<Object>> changes = new TreeMap<>();
    switch (move) {
      case CONFIRM_REQUIREMENTS -> requireContent(bid);
      case REJECT_DECISION -> {
        changes.put(DECISION.wireName(), Optional.empty());
        changes.put(DECISION_DATA.wireName(), Optional.empty());
      }
      case ROUTE -> {
        requireBit(bid);
        changes.put(ASSIGNED_BUSINESS_LINE.wireName(), Optional.of(needed("businessLine")));
      }
      case ASSIGN_TEAM -> changes.put(ASSIGNED_TEAM.wireName(), Optional.of(needed("team")));
      case ARCHIVE -> changes.put(OUTCOME.wireName(), Optional.of(needed("outcome")));
      case REOPEN -> changes.put(OUTCOME.wireName(), Optional.empty());
    }
    refuseTheRest(move);
    return new Planned(move, new Edit(changes), reason.orElse(what(move)));
  }

  private Object needed(String member) {
    return Optional.ofNullable(values.get(member))
        .orElseThrow(
            () ->
                new Refusal.Invalid(
                    "/" + member, "To become %s, say %s.".formatted(to.wireName(), member)));
  }

  private void refuseTheRest(Move move) {
    String used =
        switch (move) {
          case ROUTE -> "businessLine";
          case ASSIGN_TEAM -> "team";
          case ARCHIVE -> "outcome";
          case CONFIRM_REQUIREMENTS, REJECT_DECISION, REOPEN -> "";
        };
    values.keySet().stream()
        .filter(name -> !name.equals(used))
        .findFirst()
        .ifPresent(
            name -> {
              throw new Refusal.Invalid(
                  "/" + name,
                  "To become %s, \"%s\" is not asked for.".formatted(to.wireName(), name));
            });
  }

  private static void requireContent(Bid bid) {
    if (bid.text(TITLE).isEmpty() || bid.requirementValues().isEmpty()) {
      throw new Refusal.Invalid(
          "/to", "Fill in a title and at least one requirement before you confirm them.");
    }
  }

  private static void requireBit(Bid bid) {
    if (!bid.text(DECISION).equals(Optional.of(Ruling.BIT))) {
      throw new Refusal.Invalid("/to", "Only a bid whose decision is BIT is routed.");
    }
  }

  private static String what(Move move) {
    return switch (move) {
      case CONFIRM_REQUIREMENTS -> "requirements confirmed";
      case REJECT_DECISION -> "decision rejected";
      case ROUTE -> "routed";
      case ASSIGN_TEAM -> "team assigned";
      case ARCHIVE -> "archived";
      case REOPEN -> "reopened";
    };
  }
}
