package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.BidId;
import bidloom.domain.Fence;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever listens hears of every change of a bid, after it is durable and never of another. */
abstract class CommitsContract extends StoreFixture {
  private final List<BidId> heard = new CopyOnWriteArrayList<>();

  private final Consumer<Set<BidId>> listener = this::hear;

  /** Adds a bid once its row can be read at the version that it has then. */
  private void hear(Set<BidId> changed) {
    changed.stream().filter(id -> bid(id).version() > 0).forEach(heard::add);
  }

  @BeforeEach
  void listen() {
    heard.clear();
    database.commits().listen(listener);
  }

  @AfterEach
  void forget() {
    database.commits().forget(listener);
  }

  @Test
  void aBidThatIsMadeOrChangedIsHeardOf() {
    BidId id = draft();
    retitle(bid(id), "Road signs, second lot");
    assertThat(heard).containsExactly(id, id);
  }

  @Test
  void aWorkersChangeIsHeardOf() {
    Fence fence = running("node");
    heard.clear();
    database.write(tx -> runs.hold(tx, fence));
    assertThat(heard).containsExactly(run(fence).bidId());
  }

  @Test
  void whatIsRolledBackIsNotHeardOf() {
    BidId id = draft();
    heard.clear();
    assertThatThrownBy(
            () ->
                database.write(
                    tx -> {
                      tx.changes(id);
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(heard).isEmpty();
  }

  @Test
  void anotherWayToTheDatabaseIsHeardOfAsWell() {
    UnreliableDatabase other = new UnreliableDatabase(database);
    BidId id = draft();
    heard.clear();
    other.loseReplies(1);
    assertThatThrownBy(() -> other.write(tx -> touch(tx, id))).isInstanceOf(StoreFailure.class);
    assertThat(heard).containsExactly(id);
  }

  private static BidId touch(Tx tx, BidId id) {
    tx.changes(id);
    return id;
  }
}
