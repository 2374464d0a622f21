package bidloom.agents.scan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host name or address literal. */
@FunctionalInterface
interface Resolver {
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The machine's own resolver. */
  static List<InetAddress> system(String host) throws UnknownHostException {
    return List.of(InetAddress.getAllByName(host));
  }
}
