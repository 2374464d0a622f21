package bidloom.agents.scan;

import bidloom.agents.AgentFailure;
import bidloom.agents.SiteReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads pages of the public web, and nothing else: a tender may name any address as the customer's
 * site, so every address is taken for hostile.
 *
 * <p>Only http and https on ports 80 and 443, only public addresses (see {@link Connector}, which
 * pins the connection to the address that was checked, and therefore uses plain sockets), checked
 * anew for each redirect; robots.txt respected (RFC 9309); time, size and redirects bounded by
 * {@link FetchLimits}. It sends no cookies and no credentials, and runs no scripts.
 */
public final class SafeFetcher implements SiteReader {
  private final Connector connector;
  private final FetchLimits limits;
  private final Robots robots = new Robots(this::follow);

  SafeFetcher(Connector connector, FetchLimits limits) {
    this.connector = connector;
    this.limits = limits;
  }

  SafeFetcher(Resolver resolver, Set<InetSocketAddress> allowed, FetchLimits limits) {
    this(
        new Connector(
            resolver,
            allowed,
            () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
            limits.connect()),
        limits);
  }

  /** A fetcher with the machine's name lookup and the default limits. */
  public static SafeFetcher standard() {
    return new SafeFetcher(Resolver::system, Set.of(), FetchLimits.DEFAULTS);
  }

  @Override
  public SiteReader forOneRun() {
    return new SafeFetcher(connector, limits);
  }

  @Override
  public Page read(URI uri) throws AgentFailure, InterruptedException {
    return fetch(uri, new Deadline(limits.time()), true);
  }

  private Page follow(URI uri, Deadline deadline) throws AgentFailure, InterruptedException {
    return fetch(uri, deadline, false);
  }

  private Page fetch(URI uri, Deadline deadline, boolean askRobots)
      throws AgentFailure, InterruptedException {
    URI at = uri;
    for (int hop = 0; hop <= limits.redirects(); hop++) {
      at = WebAddress.canonical(at);
      if (askRobots) {
        robots.check(at, deadline);
      }
      Response response = get(at, deadline);
      if (!response.redirects()) {
        return new Page(at, response.status(), response.headers(), response.text());
      }
      at = WebAddress.redirected(at, utf8(response.header("location").orElseThrow()));
    }
    throw new AgentFailure(
        "too-many-redirects", "%s redirects too often.".formatted(uri.getHost()));
  }

  /** Header lines are read byte by byte (RFC 9110, section 5.5). */
  private static String utf8(String header) {
    return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private Response get(URI uri, Deadline deadline) throws AgentFailure, InterruptedException {
    try (Socket socket = connector.open(uri, deadline)) {
      return Exchange.get(socket, uri, limits);
    } catch (IOException failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw failure(uri.getHost(), failed);
    }
  }

  private static AgentFailure failure(String host, IOException failed) {
    return switch (failed) {
      case Response.Broken broken ->
          new AgentFailure(broken.code(), String.valueOf(broken.getMessage()));
      case SocketTimeoutException late ->
          new AgentFailure("timeout", "%s did not answer in time.".formatted(host));
      case UnknownHostException unknown ->
          new AgentFailure("unreachable", "There is no host named %s.".formatted(host));
      case SSLException untrusted ->
          new AgentFailure("unreachable", "%s has no valid certificate.".formatted(host));
      case EOFException cut ->
          new AgentFailure("bad-response", "%s cut its answer short.".formatted(host));
      default -> new AgentFailure("unreachable", "%s can't be reached.".formatted(host));
    };
  }
}
