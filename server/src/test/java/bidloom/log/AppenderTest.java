package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bidloom.domain.Fence;
import bidloom.domain.RunEvent;
import bidloom.domain.RunId;
import bidloom.store.EventStore;
import bidloom.store.FaultyDatabase;
import bidloom.store.IdleDatabase;
import bidloom.store.RunStore;
import bidloom.store.StoreFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Transactions that begin when the test says so, on its own thread. */
class AppenderTest {
  private static final RunEvent.Draft DRAFT =
      new RunEvent.Draft(RunEvent.Type.AGENT_PROGRESS, Map.of());

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Fence> committed = new ArrayList<>();
  private int transactions;
  private Supplier<RuntimeException> failure = IllegalStateException::new;
  private int failures;
  private final FaultyDatabase database =
      new FaultyDatabase(new IdleDatabase(Set.of()), this::call);
  private final Appender appender =
      new Appender(database, new EventStore(new RunStore(database)), tasks::add, committed::add);

  private <T> T call(FaultyDatabase.Kind kind, Supplier<T> transaction) {
    transactions++;
    if (failures-- > 0) {
      throw failure.get();
    }
    return transaction.get();
  }

  private static Fence fence(String run) {
    return new Fence(new RunId(run), 1);
  }

  private CompletableFuture<Void> append(String run) throws InterruptedException {
    return appender.append(fence(run), DRAFT);
  }

  @Test
  void whatArrivesMeanwhileIsOneTransactionAndEachRunHearsOfItsOwnOnce()
      throws InterruptedException {
    List<CompletableFuture<Void>> all = List.of(append("b"), append("a"), append("b"));
    assertThat(tasks).hasSize(1);
    assertThat(all).noneMatch(CompletableFuture::isDone);
    tasks.remove().run();
    assertThat(all).allMatch(CompletableFuture::isDone);
    assertThat(committed).containsExactly(fence("a"), fence("b"));
    assertThat(transactions).isEqualTo(1);
    assertThat(tasks).isEmpty();
  }

  @Test
  void moreThanATransactionTakesGoOnInAnother() throws InterruptedException {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 257; i++) {
      all.add(append("a"));
    }
    tasks.remove().run();
    assertThat(all.get(255)).isCompleted();
    assertThat(all.get(256)).isNotDone();
    tasks.remove().run();
    assertThat(all.get(256)).isCompleted();
    assertThat(tasks).isEmpty();
    assertThat(transactions).isEqualTo(2);
  }

  @Test
  void aDatabaseThatDoesNotAnswerFailsTheAppendsAndTheNextOneIsTried() throws InterruptedException {
    failure = () -> FaultyDatabase.cutOff("away");
    failures = 1;
    CompletableFuture<Void> lost = append("a");
    tasks.remove().run();
    assertThatThrownBy(lost::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StoreFailure.class);
    assertThat(committed).isEmpty();
    CompletableFuture<Void> next = append("a");
    tasks.remove().run();
    assertThat(next).isCompleted();
  }

  @Test
  void aBugInATransactionLeavesNobodyWaiting() throws InterruptedException {
    failures = 1;
    CompletableFuture<Void> append = append("a");
    Runnable drain = tasks.remove();
    assertThatThrownBy(drain::run).isInstanceOf(IllegalStateException.class);
    assertThat(append).isCompletedExceptionally();
  }
}
