package bidloom.agents.scan;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the addresses of the public internet from all others, after the IANA special-purpose
 * registries for IPv4 and IPv6 (RFC 6890 and its updates).
 */
final class Addresses {
  /** A block of addresses: the first {@code bits} bits of {@code base}. */
  private record Block(InetAddress base, int bits) {
    static Block of(String cidr) {
      int slash = cidr.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(cidr.substring(0, slash)),
          Integer.parseInt(cidr.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
      byte[] mine = base.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      int whole = bits / 8;
      int mask = 0xff00 >> (bits % 8) & 0xff;
      return Arrays.equals(mine, 0, whole, other, 0, whole)
          && (mask == 0 || (mine[whole] & mask) == (other[whole] & mask));
    }
  }

  private static final List<Block> CLOSED_V4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // shared by carriers (RFC 6598)
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // a cloud's host agent, public by number only
          "169.254.0.0/16", // link-local, and the clouds' metadata services
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  /**
   * Only global unicast is open. All else is not: unspecified, loopback, IPv4-mapped, NAT64
   * (64:ff9b::/96), unique local, link-local, multicast.
   */
  private static final Block OPEN_V6 = Block.of("2000::/3");

  private static final List<Block> CLOSED_V6 =
      blocks(
          "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: carries any IPv4 address
          "3fff::/20"); // documentation

  private Addresses() {}

  /** Whether the address is one of the public internet. */
  static boolean isPublic(InetAddress address) {
    return address.getAddress().length == 4
        ? CLOSED_V4.stream().noneMatch(block -> block.contains(address))
        : OPEN_V6.contains(address)
            && CLOSED_V6.stream().noneMatch(block -> block.contains(address))
            && !tunnelsToV4(address.getAddress());
  }

  /** ISATAP (RFC 5214): under any prefix, an interface id that carries any IPv4 address. */
  private static boolean tunnelsToV4(byte[] v6) {
    return (v6[8] & ~0x02) == 0 && v6[9] == 0 && v6[10] == 0x5e && v6[11] == (byte) 0xfe;
  }

  private static List<Block> blocks(String... cidrs) {
    return Arrays.stream(cidrs).map(Block::of).toList();
  }
}
