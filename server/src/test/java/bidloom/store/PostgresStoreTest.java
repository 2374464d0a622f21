package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Account;
import bidloom.domain.BidId;
import bidloom.domain.LoginName;
import bidloom.domain.Role;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres")
class PostgresStoreTest {
  @Nested
  class Bids extends StoreContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Listing extends ListingContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }

    @Override
    Words words() {
      return new Words("EXPLAIN ", "QUERY PLAN", "(ROW(", "Sort");
    }

    @Override
    void asIfLarge(Tx tx) {
      tx.update("SET LOCAL enable_seqscan = off");
      tx.update("SET LOCAL enable_bitmapscan = off");
    }
  }

  @Nested
  class Guards extends GuardContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Accounts extends IdentityStoreContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }
  }

  @Nested
  class Runs extends RunStoreContract {
    @Override
    TestDatabase fresh() {
      return TestDatabase.postgres();
    }

    /** Both transactions are open, and have seen no run, before either claims. */
    @Test
    void twoOpenTransactionsThatSeeNoRunClaimOnce() throws InterruptedException {
      BidId bid = draft();
      CyclicBarrier bothLooked = new CyclicBarrier(2);
      assertThat(
              Race.of(
                  2,
                  () ->
                      database.write(
                          tx -> {
                            assertThat(runs.active(tx, bid)).isEmpty();
                            await(bothLooked);
                            return runs.claim(tx, claimOf(bid, "node"));
                          })))
          .containsExactlyInAnyOrder(true, false);
    }

    /** Both nodes have seen that nobody administers yet, before either makes an administrator. */
    @Test
    void twoFirstStartsThatSeeNoAdministratorMakeOne() throws InterruptedException {
      AccountStore accounts = new AccountStore(database);
      Account admin =
          new Account(
              new LoginName("admin"), "A", Role.ADMIN, Optional.empty(), false, true, clock.now());
      CyclicBarrier bothLooked = new CyclicBarrier(2);
      assertThat(
              Race.of(
                  2,
                  () ->
                      database.write(
                          tx -> {
                            assertThat(accounts.anyAdministrator(tx)).isFalse();
                            await(bothLooked);
                            return accounts.insert(tx, admin, AccountStore.Proof.password("x"));
                          })))
          .containsExactlyInAnyOrder(true, false);
    }

    private static void await(CyclicBarrier barrier) {
      try {
        barrier.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException never) {
        throw new IllegalStateException(never);
      }
    }
  }
}
