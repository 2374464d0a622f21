package bidloom.service;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidQuery;
import bidloom.domain.BidStatus;
import bidloom.domain.Duplicate;
import bidloom.domain.Edit;
import bidloom.domain.Requirements.Budget;
import bidloom.domain.SearchText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists, searches, duplicate hints and numbers. Each test works on bids of its own owner. */
abstract class ListContract extends ServiceFixture {
  private String owner = "";

  @BeforeEach
  void anotherOwner() {
    owner = "owner " + id();
  }

  private Bid bid(String title, Map<String, Object> more) {
    Map<String, Object> fields = new TreeMap<>(more);
    fields.put("title", title);
    fields.put("owner", owner);
    clock.advance(Duration.ofSeconds(1));
    return bids.create(Edit.setting(fields), ADA).now().bid();
  }

  private static Map<String, Object> deadline(String at) {
    return Map.of(
        "requirements.submissionDeadline", Map.of("instant", at, "zone", "Europe/Berlin"));
  }

  private static Map<String, Object> budget(Object... members) {
    Map<String, Object> budget = new TreeMap<>();
    for (int i = 0; i < members.length; i += 2) {
      budget.put((String) members[i], members[i + 1]);
    }
    return Map.of("requirements.budget", budget);
  }

  private static Map<String, Object> score(Object score) {
    return Map.of("bitEvaluation", Map.of("score", score));
  }

  private BidQuery mine(BidQuery.Sort sort) {
    return new BidQuery(Optional.empty(), List.of(), Optional.of(owner), Optional.empty(), sort);
  }

  private BidQuery searching(String text) {
    return new BidQuery(
        Optional.empty(),
        SearchText.words(text),
        Optional.of(owner),
        Optional.empty(),
        BidQuery.Sort.FIRST_CREATED);
  }

  private List<BidId> all(BidQuery query, int pageSize) {
    List<BidId> found = new ArrayList<>();
    Optional<BidQuery.Place> place = Optional.empty();
    do {
      Lists.Page page = lists.page(query, place, pageSize);
      page.bids().forEach(view -> found.add(view.bid().id()));
      place = page.next();
    } while (place.isPresent());
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderListsEachBidOnceHoweverItIsPaged(BidQuery.Sort sort) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Bid> made = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Map<String, Object> more = new TreeMap<>();
      if (random.nextBoolean()) {
        more.putAll(deadline("2031-05-1%dT10:00:00Z".formatted(random.nextInt(3))));
      }
      if (random.nextBoolean()) {
        more.putAll(budget("max", random.nextInt(3) - 1, "currency", "EUR"));
      }
      if (random.nextBoolean()) {
        more.putAll(score(random.nextInt(3)));
      }
      made.add(bid("Lot " + random.nextInt(4), more));
    }
    List<BidId> whole = all(mine(sort), 200);
    assertThat(whole)
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(made.stream().map(Bid::id).toList());
    for (int size : new int[] {1, 5, 12}) {
      assertThat(all(mine(sort), size)).as("pages of %d, seed %d", size, seed).isEqualTo(whole);
    }
    Comparator<Bid> order = order(sort);
    Map<BidId, Bid> byId = new TreeMap<>(Comparator.comparing(BidId::value));
    made.forEach(bid -> byId.put(bid.id(), bid));
    assertThat(whole.stream().map(byId::get).toList())
        .as("seed %d", seed)
        .isSortedAccordingTo(order);
  }

  private static Comparator<Bid> order(BidQuery.Sort sort) {
    Comparator<Bid> deadline =
        Comparator.comparing(
            bid -> bid.requirements().deadline().map(d -> d.instant()).orElse(Instant.MAX));
    return switch (sort) {
      case FIRST_UPDATED -> Comparator.comparing(Bid::updatedAt);
      case LAST_UPDATED -> Comparator.comparing(Bid::updatedAt).reversed();
      case FIRST_CREATED -> Comparator.comparing(Bid::createdAt);
      case LAST_CREATED -> Comparator.comparing(Bid::createdAt).reversed();
      case DEADLINE -> deadline;
      case LAST_DEADLINE -> deadline.reversed();
      case TITLE -> Comparator.comparing(bid -> String.valueOf(bid.fields().get("title")));
      case LEAST_VALUE -> knownFirst(ListContract::value, Comparator.naturalOrder());
      case GREATEST_VALUE -> knownFirst(ListContract::value, Comparator.reverseOrder());
      case LOWEST_SCORE -> knownFirst(Bid::score, Comparator.naturalOrder());
      case HIGHEST_SCORE -> knownFirst(Bid::score, Comparator.reverseOrder());
    };
  }

  private static Optional<BigDecimal> value(Bid bid) {
    return bid.requirements().budget().flatMap(Budget::amount);
  }

  private static Comparator<Bid> knownFirst(
      Function<Bid, Optional<BigDecimal>> number, Comparator<BigDecimal> order) {
    return Comparator.comparing(bid -> number.apply(bid).orElse(null), Comparator.nullsLast(order));
  }

  @Test
  void aValueIsTheLargerKnownEndOfTheBudgetWhateverItsCurrency() {
    Bid range = bid("range", budget("min", 1, "max", 500.25, "currency", "EUR"));
    Bid floor = bid("floor", budget("min", new BigDecimal("500.5"), "currency", "JPY"));
    Bid ceiling = bid("ceiling", budget("max", 499));
    Bid words = bid("words", budget("max", "a lot", "currency", "EUR"));
    assertThat(all(mine(BidQuery.Sort.GREATEST_VALUE), 2))
        .containsExactly(floor.id(), range.id(), ceiling.id(), words.id());
    edit(ceiling.id(), ADA, "requirements.budget", Map.of("max", 501));
    edit(floor.id(), ADA, clearing("requirements.budget"));
    assertThat(all(mine(BidQuery.Sort.GREATEST_VALUE), 2).subList(0, 2))
        .containsExactly(ceiling.id(), range.id());
  }

  @Test
  void aValueBeyondAllMoneyIsTakenAndHasItsPlace() {
    Bid vast = bid("vast", budget("max", new BigDecimal("1E+999999999")));
    Bid tiny = bid("tiny", budget("max", new BigDecimal("1E-999999999")));
    Bid owed = bid("owed", budget("max", new BigDecimal("-1E+999999999")));
    Bid some = bid("some", budget("max", 1));
    Bid none = bid("none", Map.of());
    assertThat(all(mine(BidQuery.Sort.GREATEST_VALUE), 1))
        .containsExactly(vast.id(), some.id(), tiny.id(), owed.id(), none.id());
    assertThat(all(mine(BidQuery.Sort.LEAST_VALUE), 1))
        .containsExactly(owed.id(), tiny.id(), some.id(), vast.id(), none.id());
  }

  @Test
  void aBidThatChangesBetweenTwoPagesHidesNoOther() {
    Bid first = bid("one", Map.of());
    Bid second = bid("two", Map.of());
    Bid third = bid("three", Map.of());
    Lists.Page page = lists.page(mine(BidQuery.Sort.LAST_UPDATED), Optional.empty(), 1);
    assertThat(page.bids().getFirst().bid()).isEqualTo(third);
    clock.advance(Duration.ofSeconds(1));
    edit(first.id(), BO, "stage", "late");
    Lists.Page rest = lists.page(mine(BidQuery.Sort.LAST_UPDATED), page.next(), 5);
    assertThat(rest.bids()).extracting(view -> view.bid().id()).containsExactly(second.id());
  }

  @Test
  void aSearchFindsEveryWordWhateverItsCaseOrAccentAndTakesNoWildcards() {
    Bid roads = bid("Straßen für Örtlingen 100%", Map.of("customerName", "Stadt Örtlingen"));
    bid("Brücken", Map.of("customerName", "Kreis Muster"));
    assertThat(all(searching("ortlingen STADT"), 10)).containsExactly(roads.id());
    assertThat(all(searching("örtl brücken"), 10)).isEmpty();
    assertThat(all(searching("%"), 10)).hasSize(2);
    assertThat(all(searching("100 x_y"), 10)).isEmpty();
  }

  @Test
  void aListCanBeOfOneStatusAndOfDeadlinesToCome() {
    Bid early = bid("early", deadline("2031-01-01T00:00:00Z"));
    Bid late = bid("late", deadline("2032-01-01T00:00:00Z"));
    Bid confirmed = move(late, Map.of("to", "reviewing"));
    bid("open-ended", Map.of());
    BidQuery reviewing =
        new BidQuery(
            Optional.of(BidStatus.REVIEWING),
            List.of(),
            Optional.of(owner),
            Optional.empty(),
            BidQuery.Sort.DEADLINE);
    assertThat(all(reviewing, 10)).containsExactly(confirmed.id());
    BidQuery soon =
        new BidQuery(
            Optional.empty(),
            List.of(),
            Optional.of(owner),
            Optional.of(Instant.parse("2032-01-01T00:00:00Z")),
            BidQuery.Sort.DEADLINE);
    assertThat(all(soon, 10)).containsExactly(early.id());
  }

  @Test
  void aDeadlineBeyondAllCalendarsIsTakenAndComesLast() {
    Bid far = bid("far", deadline("+999999999-01-01T00:00:00Z"));
    Bid near = bid("near", deadline("2031-01-01T00:00:00Z"));
    assertThat(all(mine(BidQuery.Sort.DEADLINE), 10)).containsExactly(near.id(), far.id());
  }

  @Test
  void theSameNoticeAndTheSameTitleOfTheSameBuyerArePointedOut() {
    String notice = "N-" + id();
    Bid known =
        bid("Bridge LOT 7 " + notice, Map.of("requirements.noticeId", notice, "customerName", "A"));
    Bids.Created titled =
        bids.create(
                Edit.setting(Map.of("title", "bridge, lot 7: " + notice, "customerName", "a")), ADA)
            .now();
    assertThat(titled.duplicates())
        .containsExactly(
            new Duplicate(
                known.id(), Optional.of("Bridge LOT 7 " + notice), Optional.of("A"), "same title"));
    Bid other = bid("Quite another", Map.of("requirements.noticeId", notice));
    assertThat(lists.duplicates(other.id()))
        .extracting(Duplicate::id, Duplicate::why)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(known.id(), "same notice"));
    assertThat(
            bids.create(
                    Edit.setting(
                        Map.of("title", "Bridge lot 7 " + notice, "customerName", "Another")),
                    ADA)
                .now()
                .duplicates())
        .isEmpty();
  }

  @Test
  void numbersCountDecisionsByWeekAndWhatWasWon() {
    Numbers numbers = new Numbers(database, tables);
    Numbers.Report before = numbers.report(2);
    Bid bid = reviewing();
    clock.advance(Duration.ofHours(5));
    Bid decided = decided(bid, "BIT");
    Numbers.Report after = numbers.report(2);
    assertThat(after.weeks()).hasSize(2);
    assertThat(after.weeks().getLast().bit()).isEqualTo(before.weeks().getLast().bit() + 1);
    assertThat(after.weeks().getLast().noBit()).isEqualTo(before.weeks().getLast().noBit());
    assertThat(after.ninthTenthToDecision().orElseThrow())
        .isGreaterThanOrEqualTo(Duration.ofHours(5));
    move(decided, Map.of("to", "archived", "outcome", "won"));
    Numbers.Report won = numbers.report(2);
    assertThat(won.byOutcome().get("won"))
        .isEqualTo(before.byOutcome().getOrDefault("won", 0L) + 1);
    assertThat(won.hitRate()).isPresent();
    assertThat(won.byStatus().get("archived"))
        .isEqualTo(before.byStatus().getOrDefault("archived", 0L) + 1);
  }
}
