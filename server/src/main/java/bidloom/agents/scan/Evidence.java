package bidloom.agents.scan;

import bidloom.agents.SiteReader.Page;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page gives away, by where it does so.
 *
 * @param generators the contents of its generator metas
 * @param headers {@code name: value}, names in lower case, without the cookies
 * @param cookies {@code name=value; ...}
 * @param links the addresses of its scripts, styles, images, frames and links
 * @param html the page itself
 */
record Evidence(
    List<String> generators,
    List<String> headers,
    List<String> cookies,
    List<String> links,
    List<String> html) {
  /** The most characters of an address or a generator that are looked at. */
  private static final int MOST = 500;

  static Evidence of(Page page, Document document) {
    return new Evidence(
        document.select("meta[name=generator]").stream()
            .map(m -> start(m.attr("content")))
            .toList(),
        page.headers().entrySet().stream()
            .filter(header -> !header.getKey().equals("set-cookie"))
            .flatMap(header -> header.getValue().stream().map(v -> header.getKey() + ": " + v))
            .toList(),
        page.headers().getOrDefault("set-cookie", List.of()),
        document.select("[src], [href]").stream().map(Evidence::address).toList(),
        List.of(page.text()));
  }

  private static String address(Element element) {
    return start(element.hasAttr("src") ? element.attr("src") : element.attr("href"));
  }

  /**
   * A page could make one address of all it may be long, and patterns look back and forth in it.
   */
  private static String start(String value) {
    return value.substring(0, Math.min(MOST, value.length()));
  }

  List<String> in(Signature.Place place) {
    return switch (place) {
      case GENERATOR -> generators;
      case HEADER -> headers;
      case COOKIE -> cookies;
      case LINK -> links;
      case HTML -> html;
    };
  }
}
