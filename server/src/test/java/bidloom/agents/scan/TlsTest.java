package bidloom.agents.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bidloom.agents.AgentFailure;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The address is pinned, and the certificate is still checked against the name. */
@Timeout(60)
class TlsTest {
  private static final char[] PASSWORD = "change-it".toCharArray();
  private static final FetchLimits LIMITS =
      new FetchLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 100_000, 8_000, 5);

  private static SSLContext trusting;
  private static HttpsServer server;

  /** A server with a certificate for {@code site.test} that only the test trusts. */
  @BeforeAll
  static void serve(@TempDir Path directory) throws Exception {
    trusting = context(keys(directory.resolve("keys.p12")));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(trusting));
    server.createContext(
        "/",
        exchange -> {
          boolean page = exchange.getRequestURI().getPath().equals("/");
          byte[] body = "page".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(page ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static KeyStore keys(Path file) throws Exception {
    String password = new String(PASSWORD);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "site",
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-dname",
            "CN=site.test",
            "-ext",
            "san=dns:site.test",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            password);
    assertThat(new ProcessBuilder(command).start().waitFor()).as("keytool").isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    trusted.setCertificateEntry("site", keys.getCertificate("site"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static SafeFetcher fetcher(SSLSocketFactory tls) {
    Resolver loopback = host -> List.of(InetAddress.getLoopbackAddress());
    return new SafeFetcher(
        new Connector(loopback, Set.of(server.getAddress()), () -> tls, LIMITS.connect()), LIMITS);
  }

  private static URI at(String host) {
    return URI.create("https://%s:%d/".formatted(host, server.getAddress().getPort()));
  }

  private static AgentFailure failure(SafeFetcher fetcher, URI uri) {
    return catchThrowableOfType(AgentFailure.class, () -> fetcher.read(uri));
  }

  @Test
  void aPageIsReadWhereTheCertificateNamesTheHost() throws Exception {
    SafeFetcher fetcher = fetcher(trusting.getSocketFactory());
    assertThat(fetcher.read(at("site.test")).text()).isEqualTo("page");
    assertThat(fetcher.read(at("SITE.test.")).text()).isEqualTo("page");
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsRefused() {
    AgentFailure failure = failure(fetcher(trusting.getSocketFactory()), at("other.test"));
    assertThat(failure.code()).isEqualTo("unreachable");
    assertThat(failure.reason()).contains("certificate");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    SSLSocketFactory standard = (SSLSocketFactory) SSLSocketFactory.getDefault();
    assertThat(failure(fetcher(standard), at("site.test")).reason()).contains("certificate");
  }
}
