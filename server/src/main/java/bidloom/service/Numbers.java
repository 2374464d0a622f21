package bidloom.service;

import bidloom.domain.BidStatus;
import bidloom.domain.Ruling;
import bidloom.store.Database;
import bidloom.store.ListingStore;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The numbers of the trade: how often, how fast and how well it is decided. */
public final class Numbers {
  /** The most weeks that are counted at once. */
  public static final int MAX_WEEKS = 104;

  private static final int MOST_DECISIONS = 100_000;
  private static final double MEDIAN = 0.5;
  private static final double SLOWEST_TENTH = 0.9;

  private final Database database;
  private final Tables tables;

  public Numbers(Database database, Tables tables) {
    this.database = database;
    this.tables = tables;
  }

  /** The decisions last made in a week, which begins on Monday in UTC. */
  public record Week(LocalDate monday, long bit, long noBit) {}

  /**
   * All of them.
   *
   * @param byStatus how many bids there are, by status
   * @param byOutcome how many archived bids there are, by outcome
   * @param hitRate won among won and lost, 0 to 1; empty while nothing was won or lost
   * @param medianToDecision from a bid's creation to its first decision
   * @param ninthTenthToDecision nine of ten bids are decided within that
   * @param weeks oldest first, the last one is the current week
   */
  public record Report(
      Map<String, Long> byStatus,
      Map<String, Long> byOutcome,
      Optional<Double> hitRate,
      Optional<Duration> medianToDecision,
      Optional<Duration> ninthTenthToDecision,
      List<Week> weeks) {}

  /** The numbers over the last weeks; the counts are of all time. */
  public Report report(int weeks) {
    int bounded = Math.clamp(weeks, 1, MAX_WEEKS);
    return database.read(
        tx -> {
          LocalDate thisMonday = monday(tx.now());
          LocalDate first = thisMonday.minusWeeks(bounded - 1L);
          List<ListingStore.Decided> decided =
              tables
                  .listing()
                  .decided(tx, start(first), start(thisMonday.plusWeeks(1)), MOST_DECISIONS);
          return report(tables.listing().counts(tx), decided, weeks(first, bounded, decided));
        });
  }

  private static Report report(
      List<ListingStore.Count> counts, List<ListingStore.Decided> decided, List<Week> weeks) {
    Map<String, Long> byStatus = new TreeMap<>();
    Map<String, Long> byOutcome = new TreeMap<>();
    for (BidStatus status : BidStatus.values()) {
      byStatus.put(status.wireName(), 0L);
    }
    for (ListingStore.Count count : counts) {
      byStatus.merge(count.status().wireName(), count.bids(), Long::sum);
      count.outcome().ifPresent(outcome -> byOutcome.merge(outcome, count.bids(), Long::sum));
    }
    List<Duration> waits =
        decided.stream().map(one -> Duration.between(one.created(), one.first())).sorted().toList();
    return new Report(
        byStatus,
        byOutcome,
        hitRate(byOutcome),
        quantile(waits, MEDIAN),
        quantile(waits, SLOWEST_TENTH),
        weeks);
  }

  private static Optional<Double> hitRate(Map<String, Long> byOutcome) {
    long won = byOutcome.getOrDefault("won", 0L);
    long known = won + byOutcome.getOrDefault("lost", 0L);
    return known == 0 ? Optional.empty() : Optional.of((double) won / known);
  }

  /** The smallest value that at least that share of the values does not exceed. */
  private static Optional<Duration> quantile(List<Duration> sorted, double share) {
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    int rank = (int) Math.ceil(share * sorted.size());
    return Optional.of(sorted.get(Math.max(rank, 1) - 1));
  }

  private static List<Week> weeks(LocalDate first, int weeks, List<ListingStore.Decided> decided) {
    Map<LocalDate, Week> byMonday = new TreeMap<>();
    for (int i = 0; i < weeks; i++) {
      byMonday.put(first.plusWeeks(i), new Week(first.plusWeeks(i), 0, 0));
    }
    for (ListingStore.Decided one : decided) {
      long bit = one.decision().equals(Optional.of(Ruling.BIT)) ? 1 : 0;
      long noBit = one.decision().equals(Optional.of(Ruling.NO_BIT)) ? 1 : 0;
      byMonday.computeIfPresent(
          monday(one.at()), (monday, week) -> new Week(monday, week.bit + bit, week.noBit + noBit));
    }
    return new ArrayList<>(byMonday.values());
  }

  private static LocalDate monday(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
