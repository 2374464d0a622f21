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
  static Evidence of(Page page, Document document) {
    return new Evidence(
        document.select("meta[name=generator]").eachAttr("content"),
        page.headers().entrySet().stream()
            .filter(header -> !header.getKey().equals("set-cookie"))
            .flatMap(header -> header.getValue().stream().map(v -> header.getKey() + ": " + v))
            .toList(),
        page.headers().getOrDefault("set-cookie", List.of()),
        document.select("[src], [href]").stream().map(Evidence::address).toList(),
        List.of(page.text()));
  }

  private static String address(Element element) {
    return element.hasAttr("src") ? element.attr("src") : element.attr("href");
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
