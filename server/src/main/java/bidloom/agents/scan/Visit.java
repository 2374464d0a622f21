package bidloom.agents.scan;

import bidloom.agents.AgentFailure;
import bidloom.agents.SiteReader;
import bidloom.agents.SiteReader.Page;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads of a site what the scan looks at: the start page and the sitemap. */
final class Visit {
  private static final int SITEMAPS = 4;

  /**
   * The parser makes up to a dozen elements of one tag, and each takes far more room than the tag.
   */
  private static final int TAGS = 100_000;

  private static final int ADDRESSES = 50_000;

  private final SiteReader reader;

  Visit(SiteReader reader) {
    this.reader = reader;
  }

  Site read(String url) throws InterruptedException {
    Optional<URI> address = WebAddress.parse(url);
    if (address.isEmpty()) {
      return Site.unread(Optional.of(url), "The address of the site is malformed.");
    }
    try {
      Page home = reader.read(address.get());
      if (home.text().chars().filter(c -> c == '<').limit(TAGS + 1L).count() > TAGS) {
        return Site.unread(
            Optional.of(url), "The start page has more than %d tags.".formatted(TAGS));
      }
      return home.status() == 200
          ? new Site(Optional.of(url), Optional.of(home), sitemap(home.uri()), "The site was read.")
          : Site.unread(
              Optional.of(url), "The site answered with status %d.".formatted(home.status()));
    } catch (AgentFailure unreadable) {
      return Site.unread(Optional.of(url), unreadable.reason());
    }
  }

  /** The addresses of a sitemap and of the first sitemaps that it refers to (sitemaps.org). */
  private List<String> sitemap(URI home) throws InterruptedException {
    List<String> found = new ArrayList<>();
    Deque<URI> open = new ArrayDeque<>(List.of(home.resolve("/sitemap.xml")));
    for (int read = 0; read < SITEMAPS && !open.isEmpty(); read++) {
      Document xml = xml(open.remove());
      xml.select("urlset > url > loc").stream()
          .map(Element::text)
          .limit(ADDRESSES - found.size())
          .forEach(found::add);
      xml.select("sitemapindex > sitemap > loc").stream()
          .flatMap(loc -> WebAddress.parse(loc.text()).stream())
          .filter(uri -> uri.getHost().equalsIgnoreCase(home.getHost()))
          .limit(SITEMAPS)
          .forEach(open::add);
    }
    return found;
  }

  private Document xml(URI uri) throws InterruptedException {
    try {
      Page page = reader.read(uri);
      return Jsoup.parse(page.status() == 200 ? page.text() : "", "", Parser.xmlParser());
    } catch (AgentFailure noSitemap) {
      return Document.createShell(""); // most sites do without one
    }
  }
}
