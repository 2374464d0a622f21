package bidloom.agents.scan;

import bidloom.agents.SiteReader.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * What was read of a customer's web site.
 *
 * @param url as the bid names it, empty where it names none
 * @param home the start page, empty where there is none to look at
 * @param sitemap the addresses in the site's sitemap, empty where it has none
 * @param message how the visit went, for people
 */
record Site(Optional<String> url, Optional<Page> home, List<String> sitemap, String message) {
  Site {
    sitemap = List.copyOf(sitemap);
  }

  static Site unread(Optional<String> url, String message) {
    return new Site(url, Optional.empty(), List.of(), message);
  }

  /** The page parsed, anew for each caller: a parsed document is not for several threads. */
  Optional<Document> document() {
    return home.map(page -> Jsoup.parse(page.text(), page.uri().toString()));
  }

  /** The JSON form: {@code {url?, reachable, message}}. */
  Map<String, Object> value() {
    Map<String, Object> value = new LinkedHashMap<>();
    url.ifPresent(known -> value.put("url", known));
    value.put("reachable", home.isPresent());
    value.put("message", message);
    return value;
  }
}
