package bidloom.agents.scan;

import bidloom.agents.AgentFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connects to public addresses only.
 *
 * <p>Why sockets and no HTTP client: a client takes a name and looks it up itself, after our check,
 * and a name server that answers with a public address first and a private one next (DNS rebinding)
 * gets past it. Here a name is looked up once, every address of the answer is checked, and the
 * connection goes to one of those very addresses; TLS still verifies the certificate against the
 * name.
 *
 * @param allowed addresses with ports that are let through unchecked, and the only way to a port
 *     other than 80 and 443
 * @param tls asked for where it is needed: to load the trusted certificates takes its time
 */
record Connector(
    Resolver resolver,
    Set<InetSocketAddress> allowed,
    Supplier<SSLSocketFactory> tls,
    Duration connect) {
  private static final Set<Integer> PORTS = Set.of(80, 443);
  private static final int ADDRESSES_TRIED = 2;
  private static final int GRACE_MILLIS = 100;

  Connector {
    allowed = Set.copyOf(allowed);
  }

  /** A connection to the URI's host; the caller closes it. */
  Socket open(URI uri, Deadline deadline) throws AgentFailure, IOException {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    if (!PORTS.contains(port) && allowed.stream().noneMatch(known -> known.getPort() == port)) {
      throw refused(uri); // before the lookup, which would tell the name's servers of us
    }
    String host = uri.getHost();
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    List<InetAddress> addresses = lookUp(name, deadline);
    if (addresses.isEmpty()
        || !addresses.stream().allMatch(address -> open(new InetSocketAddress(address, port)))) {
      throw refused(uri);
    }
    Socket socket = connect(addresses, port, deadline);
    return secure ? secure(socket, name, port) : socket;
  }

  private boolean open(InetSocketAddress address) {
    return allowed.contains(address)
        || (PORTS.contains(address.getPort()) && Addresses.isPublic(address.getAddress()));
  }

  private static AgentFailure refused(URI uri) {
    return new AgentFailure(
        "refused-address",
        "%s is not a public web address and is not read.".formatted(uri.getHost()));
  }

  /**
   * The system's lookup is native code: it would hold a carrier of the virtual threads for as long
   * as a name server keeps silent, and a few such names would stop the whole node. So it has a
   * platform thread of its own.
   */
  private List<InetAddress> lookUp(String name, Deadline deadline) throws IOException {
    FutureTask<List<InetAddress>> lookup = new FutureTask<>(() -> resolver.resolve(name));
    Thread.ofPlatform().daemon().name("name-lookup").start(lookup);
    try {
      return deadline.await(lookup);
    } catch (ExecutionException failed) {
      throw new UnknownHostException(name);
    }
  }

  private Socket connect(List<InetAddress> addresses, int port, Deadline deadline)
      throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses.subList(0, Math.min(ADDRESSES_TRIED, addresses.size()))) {
      Socket socket = new DeadlineSocket(deadline);
      try {
        socket.connect(new InetSocketAddress(address, port), deadline.millis(connect));
        closeAt(deadline.millis(), socket);
        return socket;
      } catch (IOException unreachable) {
        socket.close();
        last = unreachable;
      }
    }
    throw last;
  }

  /**
   * Closes a connection just after the deadline, under whatever goes on there. A peer that opens a
   * small window and never takes a byte would hold a write for ever. Reads end at the deadline by
   * themselves and say why, so they come first.
   */
  private static void closeAt(int millis, Socket socket) {
    Thread.startVirtualThread(
        () -> {
          try (socket) {
            Thread.sleep((long) millis + GRACE_MILLIS);
          } catch (InterruptedException | IOException closed) {
            Thread.currentThread().interrupt(); // nobody else knows this thread
          }
        });
  }

  private Socket secure(Socket plain, String host, int port) throws IOException {
    try {
      // A name given here is the one sent as SNI and the one the certificate is checked against.
      SSLSocket socket = (SSLSocket) tls.get().createSocket(plain, host, port, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException refused) {
      plain.close();
      throw refused;
    }
  }
}
