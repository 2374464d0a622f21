package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Bids and revisions: guarantees G1 and G2 at the level of the store. */
abstract class StoreContract extends StoreFixture {

  @Test
  void everyChangeIsOneVersionWithOneRevision() {
    Bid first = bid(draft());
    Bid second = retitle(first, "Road signs, north");
    assertThat(swap(second, Edit.NONE, BidStatus.REVIEWING)).isPresent();
    List<Revision> all = database.read(tx -> revisions.since(tx, first.id(), 0));
    assertThat(all).extracting(Revision::version).containsExactly(1L, 2L, 3L);
    assertThat(all.get(1).changes())
        .containsExactly(
            new FieldChange("title", Optional.of("Road signs"), Optional.of("Road signs, north")));
    assertThat(all.get(2).changes())
        .containsExactly(new FieldChange("status", Optional.of("draft"), Optional.of("reviewing")));
  }

  @Test
  void replayingTheRevisionsGivesTheRow() {
    Bid bid = bid(draft(Map.of("title", "A", "requirements.country", "DE")));
    bid =
        swap(bid, Edit.setting(Map.of("requirements.scope", List.of("x", "y"))), bid.status())
            .orElseThrow();
    bid =
        swap(bid, new Edit(new TreeMap<>(Map.of("title", Optional.empty()))), bid.status())
            .orElseThrow();
    Map<String, Object> replayed = new TreeMap<>();
    for (Revision revision : since(bid.id(), 0)) {
      apply(revision, replayed);
    }
    assertThat(replayed.remove(Bid.STATUS)).isEqualTo("draft");
    assertThat(replayed).isEqualTo(bid(bid.id()).fields());
  }

  @Test
  void aPageOfRevisionsHasTheLongOnesWholeToo() {
    String document = "x".repeat(RevisionStore.LONG);
    Bid bid = bid(draft(Map.of("title", "Road signs", "rawInput", document)));
    retitle(bid, "Road signs, north");
    List<Revision> page =
        database.read(tx -> revisions.page(tx, bid.id(), 0, 2, Function.identity()));
    assertThat(page).isEqualTo(since(bid.id(), 0)).hasSize(2);
    assertThat(page.getFirst().changes())
        .contains(new FieldChange("rawInput", Optional.empty(), Optional.of(document)));
    assertThatObject(database.read(tx -> revisions.page(tx, bid.id(), 1, 2, Revision::version)))
        .isEqualTo(List.of(2L));
    assertThatObject(database.read(tx -> revisions.before(tx, bid.id(), 2, 2)))
        .isEqualTo(page.subList(0, 1));
  }

  @Test
  void aBidIsThereOrIsNot() {
    BidId id = draft();
    assertThatObject(database.read(tx -> bids.exists(tx, id))).isEqualTo(true);
    BidId other = new BidId(UUID.randomUUID().toString());
    assertThatObject(database.read(tx -> bids.exists(tx, other))).isEqualTo(false);
  }

  private static void apply(Revision revision, Map<String, Object> fields) {
    revision
        .changes()
        .forEach(
            change ->
                change
                    .after()
                    .ifPresentOrElse(
                        v -> fields.put(change.field(), v), () -> fields.remove(change.field())));
  }

  private List<Revision> since(BidId id, long version) {
    return database.read(tx -> revisions.since(tx, id, version));
  }

  @Test
  void aWriteFromAnOlderVersionHasNoEffect() {
    Bid first = bid(draft());
    retitle(first, "theirs");
    assertThat(swap(first, Edit.setting(Map.of("title", "mine")), first.status())).isEmpty();
    assertThat(bid(first.id()).field("title")).contains("theirs");
    assertThat(since(first.id(), 0)).hasSize(2);
  }

  @Test
  void ofManyWritersFromOneVersionOneWins() throws InterruptedException {
    for (int round = 0; round < 10; round++) {
      Bid first = bid(draft());
      AtomicInteger writer = new AtomicInteger();
      List<Optional<Bid>> results =
          Race.of(
              8,
              () ->
                  swap(
                      first,
                      Edit.setting(Map.of("title", "writer " + writer.incrementAndGet())),
                      first.status()));
      assertThat(results).filteredOn(Optional::isPresent).hasSize(1);
      assertThat(bid(first.id()).version()).isEqualTo(2);
      assertThat(since(first.id(), 0)).hasSize(2);
    }
  }

  @Test
  void aWriteThatFallsLeavesNothing() {
    Bid first = bid(draft());
    assertThatThrownBy(
            () ->
                database.write(
                    tx -> {
                      bids.swap(
                          tx,
                          first,
                          Edit.setting(Map.of("title", "half")),
                          first.status(),
                          ADA,
                          "edited");
                      throw new IllegalStateException("fell");
                    }))
        .hasMessage("fell");
    assertThat(bid(first.id())).isEqualTo(first);
    assertThat(since(first.id(), 0)).hasSize(1);
  }

  @Test
  void aLockedBidWaitsForTheWriter() throws InterruptedException {
    Bid first = bid(draft());
    CountDownLatch locked = new CountDownLatch(1);
    List<Long> versions =
        Race.of(
            List.of(
                () ->
                    database.write(
                        tx -> {
                          Bid held = bids.lock(tx, first.id()).orElseThrow();
                          locked.countDown();
                          return bids.swap(
                                  tx,
                                  held,
                                  Edit.setting(Map.of("title", "held")),
                                  held.status(),
                                  ADA,
                                  "edited")
                              .orElseThrow()
                              .version();
                        }),
                () -> {
                  assertThat(locked.await(30, TimeUnit.SECONDS)).isTrue();
                  return database.write(tx -> bids.lock(tx, first.id()).orElseThrow().version());
                }));
    assertThat(versions).containsExactly(2L, 2L);
  }

  @Test
  void valuesComeBackAsTheyWere() {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("title", "Straßenbau – 東京 🚧 '\"\\; DROP TABLE x");
    fields.put("rawInput", "ä€😀\n".repeat(300_000));
    fields.put("metadata", Map.of("deep", List.of(Map.of("n", new BigDecimal("0.10")), true, "x")));
    fields.put(
        "requirements.budget", Map.of("amount", new BigDecimal("12345678901234567890.123456789")));
    fields.put("requirements.durationMonths", 1e3);
    fields.put("requirements.scope", List.of());
    fields.put("assignedTeam", List.of(Map.of("name", "North crew")));
    BidId id = draft(fields);
    assertThat(bid(id).fields())
        .isEqualTo(
            Edit.setting(fields).changes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().orElseThrow())));
    assertThat(since(id, 0).getFirst().changes()).hasSize(fields.size() + 1);
  }

  @Test
  void clearedValuesAreGone() {
    Bid first = bid(draft(Map.of("title", "A", "metadata", Map.of("a", 1))));
    Bid after =
        swap(first, new Edit(new TreeMap<>(Map.of("metadata", Optional.empty()))), first.status())
            .orElseThrow();
    assertThat(bid(first.id()).fields()).isEqualTo(after.fields()).containsOnlyKeys("title");
  }

  @Test
  void historyIsPagedNewestFirst() {
    Bid bid = bid(draft());
    for (int i = 0; i < 4; i++) {
      bid = retitle(bid, "title " + i);
    }
    BidId id = bid.id();
    assertThat(database.<List<Revision>>read(tx -> revisions.before(tx, id, 5, 2)))
        .extracting(Revision::version)
        .containsExactly(4L, 3L);
  }
}
