package bidloom.cli;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Sends what tests send, and holds every answer to the OpenAPI document, event by event where it is
 * a stream. What is wrong is kept for {@link ContractIsKept}.
 */
final class ContractClient extends HttpClient {
  private static final AtomicReference<Contract> CONTRACT = new AtomicReference<>();
  private static final Queue<String> FAULTS = new ConcurrentLinkedQueue<>();
  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  private final HttpClient http;

  ContractClient(HttpClient http) {
    this.http = http;
  }

  /** Reads the document that a server serves; all servers of a run of tests serve the same. */
  static void learn(URI server) throws IOException, InterruptedException {
    if (CONTRACT.get() == null) {
      HttpRequest request = HttpRequest.newBuilder(server.resolve(Contract.DOCUMENT)).build();
      try (HttpClient plain = HttpClient.newHttpClient()) {
        CONTRACT.set(Contract.of(plain.send(request, HttpResponse.BodyHandlers.ofString()).body()));
      }
    }
  }

  static Contract contract() {
    return CONTRACT.get();
  }

  /** What was wrong since this was last asked. */
  static List<String> takeFaults() {
    List<String> faults = new ArrayList<>();
    for (String fault = FAULTS.poll(); fault != null; fault = FAULTS.poll()) {
      faults.add(fault);
    }
    return faults;
  }

  /** Operations with the statuses that they answered since this was last asked. */
  static Set<String> takeSeen() {
    Set<String> seen = new TreeSet<>(SEEN);
    SEEN.removeAll(seen);
    return seen;
  }

  private static <T> BodyHandler<T> held(HttpRequest request, BodyHandler<T> handler) {
    return info -> {
      Contract.Head head =
          new Contract.Head(request.method(), request.uri(), info.statusCode(), info.headers());
      contract().seen(head).ifPresent(SEEN::add);
      return new HeldBody<>(
          handler.apply(info), contract().reader(head, fault -> FAULTS.add(head + ": " + fault)));
    };
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return http.send(request, held(request, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return http.sendAsync(request, held(request, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
    return http.sendAsync(request, held(request, handler), pushed);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return http.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return http.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return http.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return http.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return http.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return http.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return http.authenticator();
  }

  @Override
  public Version version() {
    return http.version();
  }

  @Override
  public Optional<Executor> executor() {
    return http.executor();
  }
}
