package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.BidId;
import bidloom.domain.Refusal;
import bidloom.store.StoreFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who is on a bid, on every node, for as long as they are. */
abstract class PresenceContract extends FeedFixture {
  private static final Optional<String> NOWHERE = Optional.empty();

  private static Predicate<Pull.Event> clients(String... names) {
    return event -> event.type().equals("presence") && names(event).equals(List.of(names));
  }

  /** Each as actor/client, with the field where there is one. */
  private static List<String> names(Pull.Event event) {
    return ((List<?>) event.get("clients"))
        .stream()
            .map(client -> (Map<?, ?>) client)
            .map(
                c ->
                    c.get("actor")
                        + "/"
                        + c.get("client")
                        + (c.containsKey("field") ? "@" + c.get("field") : ""))
            .toList();
  }

  @Test
  void whoFollowsABidIsPresentOnEveryNodeUntilTheyLeave() throws Exception {
    BidId id = draft();
    try (Pull ada = follow(near, id, ADA, "a")) {
      near.poll();
      ada.until(clients("user:ada/a"));
      clock.advance(SECOND);
      try (Pull bob = follow(far, id, BOB, "b")) {
        far.poll();
        bob.until(clients("user:ada/a", "user:bob/b"));
        near.poll();
        ada.until(clients("user:ada/a", "user:bob/b"));
      }
      far.poll();
      near.poll();
      ada.until(clients("user:ada/a"));
      assertThat(near.version(id)).as("presence is no change of the bid").isEqualTo(1);
    }
  }

  @Test
  void theFieldIsShownWhileItIsSaidAndOnlyWhatChangesIsTold() throws Exception {
    BidId id = draft();
    try (Pull ada = follow(near, id, ADA, "a")) {
      near.poll();
      near.presence().say(id, ADA, "a", Optional.of("title"));
      near.poll();
      ada.until(clients("user:ada/a@title"));
      int told = ada.seen.size();
      clock.advance(Duration.ofSeconds(20));
      near.presence().say(id, ADA, "a", Optional.of("title"));
      near.poll();
      near.poll();
      step(id);
      ada.untilVersion(2);
      assertThat(ada.seen).hasSize(told + 1);
      clock.advance(Duration.ofSeconds(31));
      near.poll();
      ada.until(clients("user:ada/a"));
    }
  }

  @Test
  void whoOnlySaysSoIsPresentForThirtySeconds() throws Exception {
    BidId id = draft();
    try (Pull bob = follow(near, id, BOB, "b")) {
      near.poll();
      clock.advance(SECOND);
      near.presence().say(id, ADA, "a", Optional.of("title"));
      near.poll();
      bob.until(clients("user:bob/b", "user:ada/a@title"));
      clock.advance(Duration.ofSeconds(29));
      near.poll();
      assertThat(home.value("SELECT count(*) FROM bid_presence")).isEqualTo("2");
      clock.advance(SECOND);
      near.poll();
      bob.until(clients("user:bob/b"));
    }
  }

  @Test
  void whatADeadNodeWroteGoesByItself() throws Exception {
    BidId id = draft();
    Feeds doomed = feeds(there, "doomed");
    Pull ada = follow(doomed, id, ADA, "a");
    doomed.poll();
    try (Pull bob = follow(near, id, BOB, "b")) {
      near.poll();
      bob.until(clients("user:ada/a", "user:bob/b"));
      clock.advance(Duration.ofSeconds(10));
      near.poll();
      clock.advance(Duration.ofSeconds(15));
      near.poll();
      assertThat(bob.now()).isEmpty();
      clock.advance(Duration.ofSeconds(5)); // expired, and not yet removed
      near.poll();
      bob.until(clients("user:bob/b"));
      clock.advance(Duration.ofSeconds(5));
      near.poll();
      assertThat(home.value("SELECT count(*) FROM bid_presence")).isEqualTo("1");
    } finally {
      ada.close();
      doomed.close();
    }
  }

  @Test
  void whoCameBackThroughAnotherNodeIsNotRemovedByTheFirst() throws Exception {
    BidId id = draft();
    try (Pull before = follow(near, id, ADA, "a");
        Pull after = follow(far, id, ADA, "a")) {
      near.poll();
      far.poll();
      clock.advance(Duration.ofSeconds(10));
      near.poll(); // renews what is its own, which that is no longer
      far.poll();
      before.close();
      near.poll();
      assertThat(home.value("SELECT node FROM bid_presence")).isEqualTo("far");
      after.until(clients("user:ada/a"));
    }
  }

  @Test
  void whoLeavesIsRemovedWhicheverNodeTheySpokeTo() throws Exception {
    BidId id = draft();
    near.presence().say(id, ADA, "a", NOWHERE);
    near.presence().say(id, BOB, "a", NOWHERE);
    near.poll();
    far.presence().dismiss(id, ADA, "a");
    far.poll();
    assertThat(home.column("SELECT actor FROM bid_presence"))
        .as("and nobody else of the same client name")
        .containsExactly(Optional.of("user:bob"));
    clock.advance(Duration.ofSeconds(10));
    near.poll();
    near.poll();
    assertThat(home.value("SELECT count(*) FROM bid_presence")).isEqualTo("1");
  }

  @Test
  void aNodeThatWasSilentForTooLongBringsItsReadersBack() throws Exception {
    BidId id = draft();
    try (Pull ada = follow(near, id, ADA, "a")) {
      near.poll();
      ada.until(clients("user:ada/a"));
      clock.advance(Duration.ofMinutes(1));
      far.presence().say(draft(), BOB, "b", NOWHERE);
      far.poll();
      clock.advance(Duration.ofSeconds(10));
      far.poll(); // removes what has expired
      near.poll();
      near.poll();
      near.poll();
      assertThat(home.column("SELECT actor FROM bid_presence WHERE node = 'near'"))
          .containsExactly(Optional.of("user:ada"));
    }
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() {
    BidId id = draft();
    near.presence().say(id, ADA, "a", NOWHERE);
    database.setDown(true);
    assertThatThrownBy(near.presence()::tick).isInstanceOf(StoreFailure.class);
    database.setDown(false);
    near.poll();
    assertThat(present()).isEqualTo(1);
    near.presence().dismiss(id, ADA, "a");
    database.setDown(true);
    assertThatThrownBy(near.presence()::tick).isInstanceOf(StoreFailure.class);
    database.setDown(false);
    near.poll();
    assertThat(present()).isZero();
  }

  private int present() {
    try {
      return Integer.parseInt(home.value("SELECT count(*) FROM bid_presence"));
    } catch (java.sql.SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void noMoreAreShownThanTheLimitAndAllMayLook() throws Exception {
    BidId id = draft();
    for (String client : List.of("1", "2", "3")) {
      near.presence().say(id, ADA, client, NOWHERE);
    }
    near.poll();
    assertThatThrownBy(() -> far.presence().say(id, BOB, "b", NOWHERE))
        .isInstanceOf(Refusal.Unavailable.class);
    near.presence().say(id, ADA, "3", Optional.of("title"));
    try (Pull bob = follow(near, id, BOB, "b")) {
      near.poll();
      bob.until(clients("user:ada/1", "user:ada/2", "user:ada/3@title"));
    }
  }

  @Test
  void nobodyIsPresentOnABidThatIsNotThere() {
    assertThatThrownBy(() -> near.presence().say(new BidId("nowhere"), ADA, "a", NOWHERE))
        .isInstanceOf(Refusal.NotFound.class);
  }
}
