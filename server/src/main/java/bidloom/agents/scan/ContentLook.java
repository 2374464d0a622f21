package bidloom.agents.scan;

import bidloom.agents.SiteReader.Page;
import bidloom.agents.scan.SiteAgent.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** How much there is on the customer's site, and of what kind. */
final class ContentLook {
  static final String NAME = "content";
  private static final int LARGE = 1000;
  private static final int MEDIUM = 100;
  private static final int FROM_SITEMAP = 85;
  private static final int FROM_LINKS = 45;

  private static final Map<String, Pattern> TYPES = new LinkedHashMap<>();
  private static final Map<String, String> MEDIA =
      Map.of(
          "images", "img, picture, svg",
          "video", "video, iframe[src*=youtube], iframe[src*=vimeo]",
          "audio", "audio",
          "documents", "a[href$=.pdf], a[href$=.docx], a[href$=.xlsx]",
          "maps", "iframe[src*=maps], iframe[src*=openstreetmap], .leaflet-container");

  static {
    type("news", "news|aktuell|presse|press|meldung");
    type("events", "event|veranstaltung|termin|kalender|calendar");
    type("blog", "blog");
    type("products", "product|produkt|shop|katalog|catalogue");
    type("services", "service|dienstleistung|leistung|buergerservice");
    type("jobs", "job|karriere|career|stellen");
    type("publications", "publication|publikation|download|media?thek");
    type("people", "team|people|kontakt|ansprechpartner|staff");
  }

  private ContentLook() {}

  private static void type(String name, String words) {
    TYPES.put(name, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
  }

  static Finding at(Page home, Document document, Site site) {
    List<String> addresses = new ArrayList<>(site.sitemap());
    Set<String> links = new LinkedHashSet<>();
    for (Element link : document.select("a[href]")) {
      links.add(link.attr("abs:href"));
    }
    addresses.addAll(links);
    int pages = site.sitemap().isEmpty() ? links.size() : site.sitemap().size();
    Set<String> languages = languages(document);
    List<String> types =
        TYPES.entrySet().stream()
            .filter(t -> addresses.stream().anyMatch(a -> t.getValue().matcher(a).find()))
            .map(Map.Entry::getKey)
            .toList();
    String complexity = complexity(pages, types.size(), languages.size());
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("pageCount", pages);
    value.put("contentTypes", types);
    value.put("media", media(document));
    value.put("languages", List.copyOf(languages));
    value.put("complexity", complexity);
    return new Finding(
        site.sitemap().isEmpty() ? FROM_LINKS : FROM_SITEMAP,
        "About %d pages, complexity %s.".formatted(pages, complexity),
        value);
  }

  private static List<String> media(Document document) {
    return MEDIA.keySet().stream()
        .sorted()
        .filter(kind -> !document.select(MEDIA.getOrDefault(kind, "none")).isEmpty())
        .toList();
  }

  private static Set<String> languages(Document document) {
    Set<String> languages = new LinkedHashSet<>();
    document.select("html[lang]").forEach(html -> add(languages, html.attr("lang")));
    document.select("link[hreflang]").forEach(link -> add(languages, link.attr("hreflang")));
    return languages;
  }

  private static void add(Set<String> languages, String code) {
    String language = code.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    if (language.length() == 2) {
      languages.add(language);
    }
  }

  private static String complexity(int pages, int types, int languages) {
    int points =
        (pages >= LARGE ? 2 : pages >= MEDIUM ? 1 : 0)
            + (types > 4 ? 1 : 0)
            + (languages > 1 ? 1 : 0);
    return points >= 3 ? "high" : points >= 1 ? "medium" : "low";
  }
}
