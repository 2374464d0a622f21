package bidloom.domain;

import static bidloom.domain.BidStatus.ARCHIVED;
import static bidloom.domain.BidStatus.BIT_DECIDED;
import static bidloom.domain.BidStatus.DRAFT;
import static bidloom.domain.BidStatus.REVIEWING;
import static bidloom.domain.BidStatus.ROUTED;
import static bidloom.domain.BidStatus.TEAM_ASSIGNED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A move of a bid from one status to another: the whole status machine (guarantee G3). The database
 * holds the same pairs in {@code bid_status_transition}, written from {@link #pairs()}.
 */
public sealed interface Transition {
  /** A run of that kind begins. */
  record Start(RunKind kind) implements Transition {}

  /** A run's result is applied. */
  record Commit(RunKind kind) implements Transition {}

  /** A run ends without its result: back to where the bid was. */
  record Return(RunKind kind, BidStatus prior) implements Transition {}

  /** A person's move. */
  enum Move implements Transition {
    CONFIRM_REQUIREMENTS,
    REJECT_DECISION,
    ROUTE,
    ASSIGN_TEAM,
    ARCHIVE,
    REOPEN
  }

  /** A legal pair of statuses. */
  record Pair(BidStatus from, BidStatus to) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int byFrom = from.compareTo(other.from);
      return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }
  }

  /** The statuses it is legal from. */
  default Set<BidStatus> from() {
    return switch (this) {
      case Start(RunKind kind) -> kind.startable();
      case Commit(RunKind kind) -> Set.of(kind.running());
      case Return(RunKind kind, BidStatus prior) ->
          kind.startable().contains(prior) ? Set.of(kind.running()) : Set.of();
      case Move move ->
          switch (move) {
            case CONFIRM_REQUIREMENTS -> Set.of(DRAFT);
            case REJECT_DECISION, ROUTE -> Set.of(BIT_DECIDED);
            case ASSIGN_TEAM -> Set.of(ROUTED);
            case ARCHIVE -> atRest();
            case REOPEN -> Set.of(ARCHIVED);
          };
    };
  }

  /** The status it leads to. */
  default BidStatus to() {
    return switch (this) {
      case Start(RunKind kind) -> kind.running();
      case Commit(RunKind kind) -> kind.committed();
      case Return(RunKind kind, BidStatus prior) -> prior;
      case Move move ->
          switch (move) {
            case CONFIRM_REQUIREMENTS, REJECT_DECISION, REOPEN -> REVIEWING;
            case ROUTE -> ROUTED;
            case ASSIGN_TEAM -> TEAM_ASSIGNED;
            case ARCHIVE -> ARCHIVED;
          };
    };
  }

  /**
   * The status after this transition.
   *
   * @throws Refusal.IllegalTransition naming the statuses that are legal instead
   */
  default BidStatus apply(BidStatus current) {
    if (!from().contains(current)) {
      throw refused(current, to());
    }
    return to();
  }

  /** The refusal of a move that is not legal. */
  static Refusal.IllegalTransition refused(BidStatus from, BidStatus to) {
    return new Refusal.IllegalTransition(from, to, legalFrom(from));
  }

  /** Every legal pair. */
  static Set<Pair> pairs() {
    return all()
        .flatMap(t -> t.from().stream().map(from -> new Pair(from, t.to())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The statuses that can follow. */
  static List<BidStatus> legalFrom(BidStatus current) {
    return pairs().stream().filter(pair -> pair.from() == current).map(Pair::to).toList();
  }

  private static Stream<Transition> all() {
    List<Transition> all = new ArrayList<>(Arrays.asList(Move.values()));
    for (RunKind kind : RunKind.values()) {
      all.add(new Start(kind));
      all.add(new Commit(kind));
      kind.startable().forEach(prior -> all.add(new Return(kind, prior)));
    }
    return all.stream();
  }

  private static Set<BidStatus> atRest() {
    EnumSet<BidStatus> atRest = EnumSet.allOf(BidStatus.class);
    atRest.removeIf(status -> status.running() || status == ARCHIVED);
    return Collections.unmodifiableSet(atRest);
  }
}
