package bidloom.agents.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.agents.AgentFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is connected to, and for how long. */
@Timeout(30)
class ConnectorTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Resolver LOOPBACK = host -> List.of(InetAddress.getLoopbackAddress());

  private static Connector connector(Resolver resolver, RawServer... allowed) {
    return new Connector(
        resolver,
        Arrays.stream(allowed).map(RawServer::address).collect(Collectors.toSet()),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
        Duration.ofSeconds(2));
  }

  private static Deadline deadline() {
    return new Deadline(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://site.test:8080/", "https://site.test:22/", "http://site.test:0/"})
  void aNameWithAClosedPortIsNotEvenLookedUp(String uri) {
    AtomicInteger lookups = new AtomicInteger();
    Resolver counting =
        host -> {
          lookups.incrementAndGet();
          return List.of(InetAddress.ofLiteral("8.8.8.8"));
        };
    assertThatThrownBy(() -> connector(counting).open(URI.create(uri), deadline()))
        .isInstanceOf(AgentFailure.class);
    assertThat(lookups).hasValue(0);
  }

  @Test
  void anAllowedPortOpensNoOtherAddress() {
    try (RawServer server = RawServer.saying("")) {
      Resolver other = host -> List.of(InetAddress.ofLiteral("127.0.0.2"));
      assertThatThrownBy(() -> connector(other, server).open(server.uri("/"), deadline()))
          .isInstanceOf(AgentFailure.class);
    }
  }

  @Test
  void aNameWithoutAddressesIsRefused() {
    assertThatThrownBy(
            () -> connector(host -> List.of()).open(URI.create("http://a.test/"), deadline()))
        .isInstanceOf(AgentFailure.class);
  }

  @Test
  void aResolverThatFailsKnowsNoSuchHost() {
    Resolver failing =
        host -> {
          throw new IllegalArgumentException(host);
        };
    assertThatThrownBy(() -> connector(failing).open(URI.create("http://a.test/"), deadline()))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aLookupHoldsNoCarrierOfVirtualThreads() throws Exception {
    AtomicBoolean virtual = new AtomicBoolean(true);
    Resolver resolver =
        host -> {
          virtual.set(Thread.currentThread().isVirtual());
          return LOOPBACK.resolve(host);
        };
    try (RawServer server = RawServer.saying("");
        Socket socket = connector(resolver, server).open(server.uri("/"), deadline())) {
      assertThat(socket.isConnected()).isTrue();
      assertThat(virtual).isFalse();
    }
  }

  @Test
  void aTlsHandshakeThatDripsEndsOnTime() {
    byte[] record = {0x16, 3, 3, 0x40, 0};
    try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(dripping, record));
      Connector connector =
          new Connector(
              LOOPBACK,
              Set.of(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), dripping.getLocalPort())),
              () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
              SHORT);
      URI uri = URI.create("https://site.test:" + dripping.getLocalPort() + "/");
      assertThatThrownBy(() -> connector.open(uri, new Deadline(SHORT)))
          .isInstanceOf(SocketTimeoutException.class);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  /** What closes the socket at the deadline must not make a slow site an unreachable one. */
  @RepeatedTest(20)
  void aReadThatIsClosedAtTheDeadlineIsLateAndNotBroken() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Socket socket = new DeadlineSocket(new Deadline(Duration.ofMillis(20)))) {
      socket.connect(silent.getLocalSocketAddress(), 1000);
      InputStream in = socket.getInputStream();
      Thread closer = Thread.ofVirtual().start(() -> closeIn(20, socket));
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
      closer.join();
    }
  }

  private static void closeIn(int millis, Socket socket) {
    var never = new ArrayBlockingQueue<Integer>(1);
    try (socket) {
      never.poll(millis, TimeUnit.MILLISECONDS);
    } catch (IOException | InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drip(ServerSocket server, byte[] start) {
    var never = new ArrayBlockingQueue<Integer>(1);
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(start);
      while (true) {
        socket.getOutputStream().write(0);
        never.poll(20, TimeUnit.MILLISECONDS);
      }
    } catch (IOException | InterruptedException hungUp) {
      // That is what the test wants.
    }
  }

  @Test
  void aWriteThatIsNeverTakenEndsOnTime() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer deaf = new RawServer((path, out) -> end.await());
        Socket socket =
            connector(LOOPBACK, deaf).open(deaf.uri("/"), new Deadline(Duration.ofSeconds(1)))) {
      byte[] request = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      // A write that hangs can't be interrupted, so its thread is given up.
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () ->
              assertThatThrownBy(
                      () -> {
                        socket.getOutputStream().write(request);
                        socket.getOutputStream().write(new byte[64 * 1024 * 1024]);
                      })
                  .isInstanceOf(SocketTimeoutException.class));
    }
    end.countDown();
  }
}
