package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.store.FaultyDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PeriodicTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private static void await(Semaphore times, int count) throws InterruptedException {
    assertThat(times.tryAcquire(count, 30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsMetAgain() throws InterruptedException {
    Semaphore times = new Semaphore(0);
    try (Periodic _ =
        Periodic.start(
            "cut off",
            SHORT,
            () -> {
              times.release();
              throw FaultyDatabase.cutOff("away");
            })) {
      await(times, 3);
    }
  }

  @Test
  void aNodeWhoseHeartbeatHasABugGoesOnBeating() throws InterruptedException {
    Semaphore times = new Semaphore(0);
    AtomicInteger bugs = new AtomicInteger();
    try (Periodic _ =
        Periodic.start(
            "with a bug",
            SHORT,
            () -> {
              times.release();
              if (bugs.incrementAndGet() < 3) {
                throw new IllegalStateException("a bug");
              }
            })) {
      await(times, 4);
    }
  }

  @Test
  void itsThreadEndsWhenItIsClosedAndWhenItIsInterrupted() throws Exception {
    CompletableFuture<Thread> closed = new CompletableFuture<>();
    Periodic periodic =
        Periodic.start("closed", SHORT, () -> closed.complete(Thread.currentThread()));
    Thread thread = closed.get(30, TimeUnit.SECONDS);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("closed");
    periodic.close();
    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();

    CompletableFuture<Thread> interrupted = new CompletableFuture<>();
    try (Periodic _ =
        Periodic.start(
            "interrupted",
            SHORT,
            () -> {
              interrupted.complete(Thread.currentThread());
              Thread.currentThread().interrupt();
            })) {
      assertThat(interrupted.get(30, TimeUnit.SECONDS).join(Duration.ofSeconds(30))).isTrue();
    }
  }
}
