package bidloom.log;

import bidloom.store.HintChannel;
import bidloom.store.StoreFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tells other nodes which runs or bids have news, and hears theirs. One message is under way at a
 * time, and what comes meanwhile goes with the next. A hint that is lost costs a poll's time.
 */
final class Hints implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Hints.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HintChannel channel;
  private final Executor sender;
  private final Consumer<String> heard;
  private final Set<String> untold = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sending = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  Hints(HintChannel channel, Executor sender, Consumer<String> heard) {
    this.channel = channel;
    this.sender = sender;
    this.heard = heard;
  }

  /** Begins to listen. */
  Hints listen() {
    Thread.ofPlatform().name("hints").daemon().start(this::receive);
    return this;
  }

  void tell(String id) {
    untold.add(id);
    send();
  }

  private void send() {
    if (closed.getCount() > 0 && sending.compareAndSet(false, true)) {
      sender.execute(this::sendOnce);
    }
  }

  private void sendOnce() {
    List<String> ids = List.copyOf(untold);
    ids.forEach(untold::remove); // before it is sent: what is told from here on needs another hint
    try {
      channel.send(ids);
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.DEBUG, "A hint is lost", unavailable);
    } finally {
      sending.set(false);
    }
    if (!untold.isEmpty()) {
      send();
    }
  }

  private void receive() {
    Duration pause = Duration.ZERO;
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = receiveOnce();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      channel.close();
    }
  }

  /** How long to wait before the next time. */
  private Duration receiveOnce() {
    try {
      channel.receive(PATIENCE).forEach(heard);
      return Duration.ZERO;
    } catch (StoreFailure unavailable) {
      LOGGER.log(System.Logger.Level.DEBUG, "No hints are heard for now", unavailable);
      return PATIENCE;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
