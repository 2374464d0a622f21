package bidloom.agents.scan;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands a web address as people write it. */
final class WebAddress {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(https?)://)?([^/?#\\s:@]+)(:\\d{1,5})?([/?][^#\\s]*)?(?:#\\S*)?",
          Pattern.CASE_INSENSITIVE);

  private WebAddress() {}

  /** {@code www.example.org} is meant as https; an umlaut in a name becomes its ASCII form. */
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
      URI uri = new URI(scheme + "://" + IDN.toASCII(form.group(2)) + port + rooted);
      return Optional.of(uri).filter(known -> known.getHost() != null);
    } catch (IllegalArgumentException | URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
