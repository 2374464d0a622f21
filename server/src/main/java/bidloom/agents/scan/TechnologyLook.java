package bidloom.agents.scan;

import bidloom.agents.SiteReader.Page;
import bidloom.agents.scan.Signature.Kind;
import bidloom.agents.scan.Signature.Sighting;
import bidloom.agents.scan.SiteAgent.Finding;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;

/** What the customer's site is made with. */
final class TechnologyLook {
  static final String NAME = "technology";
  private static final int NOTHING_SEEN = 30;

  private TechnologyLook() {}

  static Finding at(Page home, Document document, Site site) {
    Collection<Sighting> seen = Signatures.in(Evidence.of(home, document));
    Map<String, Object> value = new LinkedHashMap<>();
    best(seen, Kind.CMS).ifPresent(cms -> value.put("cms", product(cms)));
    best(seen, Kind.FRAMEWORK).ifPresent(s -> value.put("framework", s.product()));
    value.put("backend", products(seen, Kind.BACKEND));
    best(seen, Kind.HOSTING).ifPresent(s -> value.put("hosting", s.product()));
    best(seen, Kind.CDN).ifPresent(s -> value.put("cdn", s.product()));
    best(seen, Kind.SERVER).ifPresent(s -> value.put("server", s.product()));
    value.put("libraries", products(seen, Kind.LIBRARY));
    value.put("analytics", products(seen, Kind.ANALYTICS));
    value.put("marketing", products(seen, Kind.MARKETING));
    int confidence = seen.stream().mapToInt(Sighting::confidence).max().orElse(NOTHING_SEEN);
    return new Finding(confidence, summary(seen), value);
  }

  private static String summary(Collection<Sighting> seen) {
    return best(seen, Kind.CMS)
        .map(cms -> "Made with " + named(cms) + ".")
        .orElse(
            seen.isEmpty()
                ? "Nothing gives away what the site is made with."
                : "No content management system shows; %d other products do."
                    .formatted(seen.size()));
  }

  private static Optional<Sighting> best(Collection<Sighting> seen, Kind kind) {
    return seen.stream()
        .filter(s -> s.kind() == kind)
        .max(Comparator.comparingInt(Sighting::confidence));
  }

  private static List<String> products(Collection<Sighting> seen, Kind kind) {
    return seen.stream().filter(s -> s.kind() == kind).map(TechnologyLook::named).toList();
  }

  private static String named(Sighting sighting) {
    return sighting.product() + sighting.version().map(version -> " " + version).orElse("");
  }

  private static Map<String, Object> product(Sighting cms) {
    Map<String, Object> product = new LinkedHashMap<>();
    product.put("name", cms.product());
    cms.version().ifPresent(version -> product.put("version", version));
    product.put("confidence", cms.confidence());
    return product;
  }
}
