package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TeamTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void piecesAreAnsweredForInTheOrderInWhichTheyFinish() throws Exception {
    CountDownLatch secondIsAnswered = new CountDownLatch(1);
    try (Team<Integer> team = new Team<>(LONG)) {
      assertThat(team.busy()).isFalse();
      team.start(
          "first",
          () -> {
            secondIsAnswered.await();
            return 1;
          });
      team.start("second", () -> 2);
      assertThat(team.next().orElseThrow())
          .matches(done -> done.name().equals("second") && done.future().resultNow() == 2);
      assertThat(team.busy()).isTrue();
      secondIsAnswered.countDown();
      assertThat(team.next().orElseThrow())
          .matches(done -> done.name().equals("first") && done.future().resultNow() == 1);
      assertThat(team.busy()).isFalse();
    }
  }

  @Test
  void stopInterruptsTheWorkWakesWhoWaitsAndLetsNothingMoreBegin() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (Team<Integer> team = new Team<>(LONG)) {
      team.start("quick", () -> 1);
      team.next();
      CountDownLatch working = new CountDownLatch(1);
      team.start(
          "slow",
          () -> {
            working.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
              interrupted.countDown();
            }
            mayEnd.await();
            return 2;
          });
      working.await();
      team.stop();
      assertThat(team.next()).isEqualTo(Optional.empty());
      assertThat(team.busy()).isTrue();
      interrupted.await();
      assertThatThrownBy(() -> team.start("late", () -> 3))
          .isInstanceOf(RejectedExecutionException.class);
      mayEnd.countDown();
    }
  }

  @Test
  void whatIsOverCanBeCollectedWithoutWaitingForTheRest() {
    CountDownLatch end = new CountDownLatch(1);
    try (Team<Integer> team = new Team<>(LONG)) {
      team.start(
          "slow",
          () -> {
            end.await();
            return 0;
          });
      team.start("x", () -> 1);
      team.start("y", () -> 2);
      List<String> over = new ArrayList<>();
      while (over.size() < 2) {
        team.over().forEach(done -> over.add(done.name()));
        Thread.onSpinWait();
      }
      assertThat(over).containsExactlyInAnyOrder("x", "y");
      assertThat(team.over()).isEmpty();
      end.countDown();
    }
  }

  @Test
  void thereIsOneTimeForAllOfIt() {
    try (Team<Integer> team = new Team<>(Duration.ofMillis(20))) {
      team.start(
          "slow",
          () -> {
            new CountDownLatch(1).await();
            return 1;
          });
      assertThatThrownBy(team::next).isInstanceOf(Team.OutOfTime.class);
      assertThatThrownBy(
              () ->
                  team.call(
                      () -> {
                        new CountDownLatch(1).await();
                        return 1;
                      }))
          .isInstanceOf(Team.OutOfTime.class);
    }
  }
}
