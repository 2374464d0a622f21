package bidloom.http;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/**
 * From where a request comes, as one can count by: an IPv4 address, or the /64 of an IPv6 address,
 * of which everybody has as many as they like. Behind a proxy it is the proxy's, unless the server
 * is told to heed its headers ({@code quarkus.http.proxy.*}).
 */
final class Address {
  private static final int NETWORK_BYTES = 8;

  private Address() {}

  static String of(RoutingContext rc) {
    SocketAddress remote = rc.request().remoteAddress();
    if (remote == null || remote.hostAddress() == null) {
      return "";
    }
    String text = remote.hostAddress();
    int zone = text.indexOf('%');
    return text.indexOf(':') < 0 ? text : network(zone < 0 ? text : text.substring(0, zone));
  }

  /** The first four groups, however the address is abbreviated. */
  static String network(String ipv6) {
    byte[] bytes = io.netty.util.NetUtil.createByteArrayFromIpAddressString(ipv6);
    return bytes == null
        ? ipv6
        : Arrays.toString(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
  }
}
