package bidloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.domain.Settings;
import bidloom.log.Frame;
import bidloom.log.Frames;
import bidloom.store.TestSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One stream on a real connection, whose reader is a socket in the test's hand. */
@Timeout(60)
class SseStreamTest {
  private static final Settings SETTINGS =
      TestSettings.with(
          Map.of("keepAlive", Duration.ofMillis(90), "streamStall", Duration.ofMillis(300)));

  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable LocalServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Gives frame after frame, as many as it has. */
  private static final class Source implements Frames {
    private final AtomicInteger left;
    private final int size;
    final CountDownLatch closed = new CountDownLatch(1);

    Source(int count, int size) {
      this.left = new AtomicInteger(count);
      this.size = size;
    }

    @Override
    public List<Frame> next() {
      return left.get() > 0 && left.getAndDecrement() > 0
          ? List.of(Frame.unlogged("news", Map.of("text", "x".repeat(size))))
          : List.of();
    }

    @Override
    public boolean ended() {
      return left.get() == 0 && size == 1;
    }

    @Override
    public void close() {
      closed.countDown();
    }

    void awaitClosed() throws InterruptedException {
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Socket reader(Source source) throws IOException {
    return reader(source, SETTINGS);
  }

  private Socket reader(Source source, Settings settings) throws IOException {
    server =
        new LocalServer(
            router ->
                router
                    .route()
                    .handler(
                        rc ->
                            new SseStream(
                                    rc.vertx().getOrCreateContext(),
                                    rc,
                                    settings,
                                    stream -> {},
                                    over::countDown)
                                .stream(Optional.empty(), source)));
    Socket socket = server.connect();
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void aReaderThatTakesNothingLosesItsStream() throws Exception {
    Source endless = new Source(Integer.MAX_VALUE, 60_000);
    try (Socket idle = reader(endless)) {
      endless.awaitClosed();
      assertThat(idle.isClosed()).isFalse();
      over.await();
    }
  }

  @Test
  void aReaderThatBreaksOffWithMuchUnreadLeavesNothingBehind() throws Exception {
    Source endless = new Source(Integer.MAX_VALUE, 60_000);
    Socket reader = reader(endless, Settings.DEFAULTS);
    assertThat(reader.getInputStream().read()).isEqualTo('H');
    reader.setSoLinger(true, 0);
    reader.close();
    endless.awaitClosed();
    over.await();
  }

  @Test
  void aReaderThatGoesAwayLeavesNothingBehind() throws Exception {
    Source silent = new Source(0, 2);
    Socket reader = reader(silent);
    assertThat(reader.getInputStream().read()).isEqualTo('H');
    reader.close();
    silent.awaitClosed();
  }

  @Test
  void aStreamThatHasNothingMoreToSayEnds() throws Exception {
    Source brief = new Source(3, 1);
    try (Socket reader = reader(brief)) {
      StringBuilder seen = new StringBuilder();
      while (!seen.toString().endsWith("\r\n0\r\n\r\n")) {
        seen.append((char) reader.getInputStream().read());
      }
      assertThat(seen.toString().split("event: news", -1)).hasSize(4);
      brief.awaitClosed();
    }
  }

  @Test
  void aSilentStreamIsKeptAlive() throws Exception {
    Source silent = new Source(0, 2);
    try (Socket reader = reader(silent)) {
      StringBuilder seen = new StringBuilder();
      while (!seen.toString().contains(": still here")) {
        seen.append((char) reader.getInputStream().read());
      }
      assertThat(silent.closed.getCount()).isEqualTo(1);
    }
  }
}
