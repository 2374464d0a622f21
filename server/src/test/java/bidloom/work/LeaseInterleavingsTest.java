package bidloom.work;

import static bidloom.store.Interleavings.atOnce;
import static bidloom.store.Interleavings.check;

import bidloom.domain.Fence;
import bidloom.domain.RunId;
import bidloom.store.Interleavings;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A lease that ends while somebody begins, or ceases, to listen. */
@Tag("lincheck")
class LeaseInterleavingsTest {
  private static final int ORDERS = 300;

  private static Lease lease() {
    return new Lease(new Fence(new RunId("run"), 1), NodeTime.SYSTEM, 1);
  }

  @Test
  void theEndIsHeardOnce() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Lease lease = lease();
          AtomicInteger heard = new AtomicInteger();
          atOnce(() -> lease.onEnd(heard::incrementAndGet), lease::lose);
          check(heard.get() == 1, "heard " + heard.get() + " times");
        });
  }

  @Test
  void theFirstWordStands() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Lease lease = lease();
          AtomicInteger heard = new AtomicInteger();
          AtomicBoolean cancelled = new AtomicBoolean();
          lease.onEnd(
              () -> {
                heard.incrementAndGet();
                cancelled.set(lease.cancelled());
              });
          atOnce(lease::lose, lease::cancel);
          check(heard.get() == 1, "heard " + heard.get() + " times");
          check(lease.cancelled() == cancelled.get(), "the first word did not stand");
        });
  }

  /** Whoever stops listening must not be interrupted in what it does next. */
  @Test
  void whoListensNoLongerIsNotCalledAnyMore() {
    Interleavings.explore(
        ORDERS,
        () -> {
          Lease lease = lease();
          AtomicBoolean elsewhere = new AtomicBoolean();
          AtomicBoolean disturbed = new AtomicBoolean();
          atOnce(
              () -> {
                lease.onEnd(() -> disturbed.compareAndSet(false, elsewhere.get()));
                lease.onEnd(() -> {});
                elsewhere.set(true);
              },
              lease::cancel);
          check(!disturbed.get(), "called after it had ceased to listen");
        });
  }
}
