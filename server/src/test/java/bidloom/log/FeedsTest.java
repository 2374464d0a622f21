package bidloom.log;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Bid;
import bidloom.domain.BidId;
import bidloom.domain.Edit;
import bidloom.store.BidStore;
import bidloom.store.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeedsTest {
  @Nested
  class BidOnSqlite extends BidFeedContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class BidOnPostgres extends BidFeedContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class PresenceOnSqlite extends PresenceContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class PresenceOnPostgres extends PresenceContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class BoardOnSqlite extends BoardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.sqlite();
    }
  }

  @Nested
  class BoardOnPostgres extends BoardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }

    /** The later change is there, and was seen, before the earlier one is committed. */
    @Test
    void aTransactionThatIsOpenWhileOthersCommitIsNotMissed() throws Exception {
      BidId late = draft();
      BidId early = draft();
      CountDownLatch written = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      try (Pull board = new Pull(far::board);
          ExecutorService threads = Executors.newCachedThreadPool()) {
        Future<Long> open = threads.submit(() -> held(late, written, release));
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
        clock.advance(Duration.ofSeconds(10));
        step(early);
        far.poll();
        board.until(event -> event.get("bidId").equals(early.value()));
        far.poll();
        release.countDown();
        assertThat(open.get(30, TimeUnit.SECONDS)).isEqualTo(2);
        far.poll();
        board.until(event -> event.get("bidId").equals(late.value()));
      }
    }

    private long held(BidId id, CountDownLatch written, CountDownLatch release) {
      return database.write(
          tx -> {
            BidStore bids = new BidStore(database);
            Bid bid = bids.lock(tx, id).orElseThrow();
            bids.swap(tx, bid, Edit.NONE, bid.status(), ADA, "edited");
            written.countDown();
            try {
              assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException never) {
              throw new IllegalStateException(never);
            }
            return bid.version() + 1;
          });
    }
  }
}
