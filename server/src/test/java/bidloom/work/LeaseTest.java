package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Fence;
import bidloom.domain.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // a monotonic clock may wrap
  private final List<Duration> pauses = new ArrayList<>();
  private final Lease lease =
      new Lease(new Fence(new RunId("r"), 1), new NodeTime(now::get, pauses::add), now.get() + 10);

  @Test
  void itIsHeldUntilItsEndAndNotAtItsEnd() {
    now.addAndGet(9);
    assertThat(lease.held()).isTrue();
    now.addAndGet(1);
    assertThat(lease.held()).isFalse();
    lease.renewed(now.get() + 1);
    assertThat(lease.held()).isTrue();
    assertThat(lease.ended()).isFalse();
  }

  @Test
  void aCancelledLeaseIsStillOursToCloseAndALostOneIsNot() {
    lease.cancel();
    assertThat(lease.ended()).isTrue();
    assertThat(lease.cancelled()).isTrue();
    assertThat(lease.held()).isTrue();
    Lease other = new Lease(lease.fence(), new NodeTime(now::get, pauses::add), now.get() + 10);
    other.lose();
    assertThat(other.ended()).isTrue();
    assertThat(other.cancelled()).isFalse();
    assertThat(other.held()).isFalse();
  }

  @Test
  void theFirstWordStandsAndIsHeardOnceByWhoListensThen() {
    AtomicInteger former = new AtomicInteger();
    AtomicInteger current = new AtomicInteger();
    AtomicInteger late = new AtomicInteger();
    lease.onEnd(former::incrementAndGet);
    lease.onEnd(current::incrementAndGet);
    lease.cancel();
    lease.lose();
    assertThat(lease.cancelled()).isTrue();
    assertThat(former).hasValue(0);
    assertThat(current).hasValue(1);
    lease.onEnd(late::incrementAndGet);
    assertThat(late).hasValue(1);
  }

  @Test
  void timePassesOnTheNodesOwnClock() throws InterruptedException {
    lease.pause(Duration.ofSeconds(7));
    assertThat(pauses).containsExactly(Duration.ofSeconds(7));
  }
}
