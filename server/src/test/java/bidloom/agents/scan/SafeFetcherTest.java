package bidloom.agents.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bidloom.agents.AgentFailure;
import bidloom.agents.SiteReader.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SafeFetcherTest {
  private static final FetchLimits LIMITS =
      new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(2), 100_000, 8_000, 5);
  private static final Resolver LOOPBACK = host -> List.of(InetAddress.getLoopbackAddress());

  private static SafeFetcher fetcher(RawServer server) {
    return fetcher(server, LIMITS);
  }

  private static SafeFetcher fetcher(RawServer server, FetchLimits limits) {
    Resolver resolver =
        host -> host.endsWith(".test") ? LOOPBACK.resolve(host) : Resolver.system(host);
    return new SafeFetcher(resolver, Set.of(server.address()), limits);
  }

  private static String code(SafeFetcher fetcher, URI uri) {
    AgentFailure failure = catchThrowableOfType(AgentFailure.class, () -> fetcher.read(uri));
    assertThat(failure).as("the read of %s fails", uri).isNotNull();
    return failure.code();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
      packing.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  @Test
  void aPackedAndChunkedPageIsReadWhole() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] packed = gzip("<h1>Grüße</h1>" + "x".repeat(50_000));
    server.createContext(
        "/page",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange
              .getResponseHeaders()
              .add("X-Agent", exchange.getRequestHeaders().getFirst("User-Agent"));
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(packed);
          exchange.close();
        });
    server.start();
    try {
      Page page =
          new SafeFetcher(LOOPBACK, Set.of(server.getAddress()), LIMITS)
              .read(
                  URI.create("http://site.test:%d/page".formatted(server.getAddress().getPort())));
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).startsWith("<h1>Grüße</h1>xxx").hasSize(50_014);
      assertThat(page.header("X-Agent")).contains("Bidloom/0.1 (quick scan)");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPageIsDecodedAsItSays() throws Exception {
    try (RawServer server =
        RawServer.saying(RawServer.ok("Content-Type: text/html; charset=ISO-8859-1\r\n", "Grü"))) {
      assertThat(fetcher(server).read(server.uri("/")).text()).isEqualTo("Grü");
    }
  }

  @Test
  void aRedirectIsFollowed() throws Exception {
    try (RawServer server =
        new RawServer(
            (path, out) ->
                out.write(
                    (path.equals("/new")
                            ? RawServer.ok("", "here")
                            : path.equals("/old")
                                ? RawServer.status(301, "Location: new\r\n")
                                : RawServer.status(404, ""))
                        .getBytes(StandardCharsets.US_ASCII)))) {
      Page page = fetcher(server).read(server.uri("/old"));
      assertThat(page.text()).isEqualTo("here");
      assertThat(page.uri()).isEqualTo(server.uri("/new"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "https://192.168.1.1/",
        "https://[fd00:ec2::254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fe80::1%25lo]/",
        "http://127.0.0.1./",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://localhost./",
        "http://①②⑦.⓪.⓪.①/",
        "http://8.8.8.8:22/",
        "http://8.8.8.8:0/",
        "http://8.8.8.8:99999/",
        "file:///etc/passwd",
        "ftp://8.8.8.8/",
        "http://user:secret@8.8.8.8/"
      })
  void aRedirectToAClosedAddressIsRefused(String location) {
    try (RawServer server =
        RawServer.saying(RawServer.status(302, "Location: " + location + "\r\n"))) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("refused-address");
      assertThat(code(fetcher(server), URI.create(location))).isEqualTo("refused-address");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "fd00:ec2::254", "64:ff9b::a9fe:a9fe", "10.0.0.7"})
  void aNameOfAClosedAddressIsRefused(String address) {
    Resolver stub = host -> List.of(InetAddress.ofLiteral(address));
    SafeFetcher fetcher = new SafeFetcher(stub, Set.of(), LIMITS);
    assertThat(code(fetcher, URI.create("http://metadata.google.internal/")))
        .isEqualTo("refused-address");
  }

  @Test
  void oneClosedAddressAmongSeveralIsEnoughToRefuse() {
    try (RawServer server = RawServer.saying(RawServer.ok("", "secret"))) {
      Resolver both =
          host -> List.of(InetAddress.getLoopbackAddress(), InetAddress.ofLiteral("10.0.0.1"));
      SafeFetcher fetcher = new SafeFetcher(both, Set.of(server.address()), LIMITS);
      assertThat(code(fetcher, server.uri("/"))).isEqualTo("refused-address");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aNameThatTurnsPrivateAtTheSecondLookupIsNeverConnectedTo() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    try (RawServer open = RawServer.saying(RawServer.ok("", "open"));
        ServerSocket closed =
            new ServerSocket(open.address().getPort(), 5, InetAddress.ofLiteral("127.0.0.2"))) {
      Resolver rebinding =
          host ->
              lookups.getAndIncrement() == 0
                  ? List.of(InetAddress.getLoopbackAddress())
                  : List.of(InetAddress.ofLiteral("127.0.0.2"));
      Connector connector =
          new Connector(
              rebinding,
              Set.of(open.address()),
              () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
              LIMITS.connect());
      try (var socket = connector.open(open.uri("/"), new Deadline(Duration.ofSeconds(2)))) {
        assertThat(socket.getInetAddress()).isEqualTo(InetAddress.getLoopbackAddress());
      }
      assertThat(lookups).as("lookups for one connection").hasValue(1);
      lookups.set(0);
      SafeFetcher fetcher = new SafeFetcher(rebinding, Set.of(open.address()), LIMITS);
      assertThat(code(fetcher, open.uri("/"))).isEqualTo("refused-address");
      closed.setSoTimeout(1);
      assertThatThrownBy(closed::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void aHugeBodyIsRefused() {
    try (RawServer server =
        new RawServer(
            (path, out) -> {
              if (path.equals("/robots.txt")) {
                out.write(RawServer.status(404, "").getBytes(StandardCharsets.US_ASCII));
                return;
              }
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              for (int i = 0; i < 100_000; i++) {
                out.write(new byte[10_000]);
              }
            })) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("too-large");
    }
  }

  @Test
  void aGzipBombIsRefused() throws Exception {
    String bomb = new String(gzip("0".repeat(10_000_000)), StandardCharsets.ISO_8859_1);
    assertThat(bomb.length()).isLessThan(LIMITS.bodyBytes());
    try (RawServer server = RawServer.saying(RawServer.ok("Content-Encoding: gzip\r\n", bomb))) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("too-large");
    }
  }

  @Test
  void aHeaderBombIsRefused() {
    String many = "HTTP/1.1 200 OK\r\n" + "X-Much: more\r\n".repeat(10_000);
    try (RawServer server = RawServer.saying(many)) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("too-large");
    }
  }

  @Test
  void chunksWithMoreAboutThemThanInThemAreRefused() {
    String chunk = "1;x=%s\r\nx\r\n".formatted("y".repeat(1000));
    String many = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(200);
    try (RawServer server = RawServer.saying(many + "0\r\n\r\n")) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("too-large");
    }
  }

  @Test
  void aPageIsReadUnderTheOneFormOfItsAddress() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok("", "page"))) {
      URI dotted = URI.create("http://SITE.test.:%d#x".formatted(server.address().getPort()));
      assertThat(fetcher(server).read(dotted).uri()).isEqualTo(server.uri("/"));
      assertThat(server.requests().getLast()).contains("Host: site.test:");
    }
  }

  @Test
  void anEndlessHeaderLineIsRefused() {
    try (RawServer server = RawServer.saying("HTTP/1.1 200 " + "x".repeat(100_000))) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("too-large");
    }
  }

  @Test
  void aBodyThatDripsEndsOnTime() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    FetchLimits quick =
        new FetchLimits(Duration.ofMillis(600), Duration.ofMillis(500), 1000, 1000, 5);
    BlockingQueue<Integer> never = new ArrayBlockingQueue<>(1);
    try (RawServer server =
        new RawServer(
            (path, out) -> {
              String start =
                  path.equals("/robots.txt")
                      ? RawServer.status(404, "")
                      : "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n";
              out.write(start.getBytes(StandardCharsets.US_ASCII));
              try {
                while (path.equals("/")) {
                  out.write('x');
                  never.poll(20, TimeUnit.MILLISECONDS);
                }
              } finally {
                if (path.equals("/")) {
                  hungUp.countDown();
                }
              }
            })) {
      assertThat(code(fetcher(server, quick), server.uri("/"))).isEqualTo("timeout");
      assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsABlockedRead(boolean virtual) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    BlockingQueue<Throwable> ending = new ArrayBlockingQueue<>(1);
    try (RawServer server =
        new RawServer(
            (path, out) -> {
              asked.countDown();
              release.await();
            })) {
      Runnable read =
          () ->
              ending.add(
                  org.assertj.core.api.Assertions.catchThrowable(
                      () -> fetcher(server).read(server.uri("/"))));
      Thread reader = virtual ? Thread.ofVirtual().start(read) : Thread.ofPlatform().start(read);
      assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
      reader.interrupt();
      assertThat(ending.poll(2, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      release.countDown();
    }
  }

  @Test
  void aLookupThatHangsEndsOnTime() {
    CountDownLatch never = new CountDownLatch(1);
    Resolver hanging =
        host -> {
          try {
            never.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    FetchLimits quick =
        new FetchLimits(Duration.ofMillis(200), Duration.ofMillis(200), 1000, 1000, 5);
    assertThat(code(new SafeFetcher(hanging, Set.of(), quick), URI.create("http://site.test/")))
        .isEqualTo("timeout");
    never.countDown();
  }

  @Test
  void endlessRedirectsAreGivenUp() {
    try (RawServer server = RawServer.saying(RawServer.status(302, "Location: /again\r\n"))) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("too-many-redirects");
      assertThat(server.requests()).as("robots.txt once, and six pages").hasSize(7);
    }
  }

  @Test
  void whatRobotsTxtForbidsIsNotRead() throws Exception {
    String rules = "User-agent: *\nDisallow: /private\n";
    try (RawServer server =
        new RawServer(
            (path, out) ->
                out.write(
                    RawServer.ok("", path.equals("/robots.txt") ? rules : "page")
                        .getBytes(StandardCharsets.US_ASCII)))) {
      SafeFetcher fetcher = fetcher(server);
      assertThat(code(fetcher, server.uri("/private/page"))).isEqualTo("robots");
      assertThat(fetcher.read(server.uri("/public")).text()).isEqualTo("page");
      assertThat(server.requests()).as("robots.txt once, and one page").hasSize(2);
    }
  }

  @Test
  void aRobotsTxtThatTheServerFailsToGiveForbidsAll() {
    try (RawServer server =
        new RawServer(
            (path, out) ->
                out.write(RawServer.status(503, "").getBytes(StandardCharsets.US_ASCII)))) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("robots");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-server\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
        "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12\r\n\r\nnot gzip now"
      })
  void anAnswerThatBreaksTheProtocolIsRefused(String answer) {
    try (RawServer server = RawServer.saying(answer)) {
      assertThat(code(fetcher(server), server.uri("/"))).isEqualTo("bad-response");
    }
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    RawServer gone = RawServer.saying("");
    gone.close();
    assertThat(code(fetcher(gone), gone.uri("/"))).isEqualTo("unreachable");
  }
}
