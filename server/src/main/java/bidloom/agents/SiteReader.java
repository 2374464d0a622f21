package bidloom.agents;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads pages of the public web for an agent. */
public interface SiteReader {
  /**
   * A page as it was answered, whatever its status.
   *
   * @param uri where it was found, after redirects
   * @param status the HTTP status, 200-599
   * @param headers values by lower-case name
   * @param text the body, decoded
   */
  record Page(URI uri, int status, Map<String, List<String>> headers, String text) {
    public Page {
      headers = Map.copyOf(headers);
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }
  }

  /**
   * Reads a page. Ends within the reader's time limit, and early on an interrupt.
   *
   * @throws AgentFailure where the page may not or can't be read: {@code offline}, {@code
   *     refused-address}, {@code robots}, {@code unreachable}, {@code timeout}, {@code too-large},
   *     {@code too-many-redirects} or {@code bad-response}
   */
  Page read(URI uri) throws AgentFailure, InterruptedException;

  /** A reader for one run: what it learns of a host's rules lasts as long as the run. */
  default SiteReader forOneRun() {
    return this;
  }

  /** A reader for installations without a way to the web: it reads nothing and says so. */
  static SiteReader offline() {
    return uri -> {
      throw new AgentFailure("offline", "This installation does not read web sites.");
    };
  }
}
