package bidloom.agents.scan;

import bidloom.agents.AgentFailure;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands a web address as people write it, and as sites redirect to it. */
final class WebAddress {
  /** The most characters of an address that is asked for; RFC 9110 wants 8,000 to work. */
  static final int MAX_LENGTH = 8000;

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(https?)://)?([^/?#\\s:@]+)(:\\d{1,5})?([/?][^#\\s]*)?(?:#\\S*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERS = Pattern.compile("(?:(?:\\d+|0x[0-9a-f]*)\\.?)+");

  private WebAddress() {}

  /**
   * {@code www.example.org} is meant as https; an umlaut in a name becomes its ASCII form. A name
   * is empty where its ASCII form has more than letters, digits and hyphens in it: some characters
   * stand for a slash or an at sign there, and the name ends earlier than it seems to.
   */
  static Optional<URI> parse(String written) {
    Matcher form = FORM.matcher(written.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      String scheme = form.group(1) == null ? "https" : form.group(1);
      String port = form.group(3) == null ? "" : form.group(3);
      String path = form.group(4) == null ? "/" : form.group(4);
      String rooted = path.startsWith("/") ? path : "/" + path;
      String host = IDN.toASCII(form.group(2), IDN.USE_STD3_ASCII_RULES);
      URI uri = new URI(scheme + "://" + host + port + rooted);
      return Optional.of(uri).filter(known -> known.getHost() != null);
    } catch (IllegalArgumentException | URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  /**
   * The one form of an address in which it is checked and asked for: ASCII, scheme and host in
   * lower case, no dot at the host's end, no fragment, never an empty path.
   */
  static URI canonical(URI uri) throws AgentFailure {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw refused("Only http and https web addresses are read.");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    boolean zoned = host.indexOf('%') >= 0; // an IPv6 address with one of our interfaces
    if (zoned || (NUMBERS.matcher(host).matches() && !dottedDecimal(host))) {
      throw refused("%s is a number in a form that is not read.".formatted(host));
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String ascii = URI.create(scheme + "://" + host + port + path + query).toASCIIString();
    if (ascii.length() > MAX_LENGTH) {
      throw new AgentFailure(
          "too-large", "An address may have %d characters at most.".formatted(MAX_LENGTH));
    }
    return URI.create(ascii);
  }

  /** Where a redirect leads; sites write names with umlauts there, in UTF-8. */
  static URI redirected(URI from, String location) throws AgentFailure {
    try {
      URI to = from.resolve(location);
      boolean named = to.getHost() == null && to.getRawAuthority() != null;
      return named ? parse(to.toString()).orElse(to) : to;
    } catch (IllegalArgumentException malformed) {
      throw new AgentFailure("bad-response", "The site redirects to a malformed address.");
    }
  }

  /** Not so 0177.0.0.1, which some take for octal. */
  private static boolean dottedDecimal(String host) {
    try {
      return Objects.equals(InetAddress.ofLiteral(host).getHostAddress(), host);
    } catch (IllegalArgumentException ambiguous) {
      return false;
    }
  }

  private static AgentFailure refused(String message) {
    return new AgentFailure("refused-address", message);
  }
}
