package bidloom.agents.scan;

import bidloom.agents.SiteReader.Page;
import bidloom.agents.scan.SiteAgent.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** What visitors can do on the customer's site. */
final class FeaturesLook {
  static final String NAME = "features";
  private static final int SEEN_ON_THE_START_PAGE = 65;

  /** A feature, the elements that show it, and the words of links and texts that do. */
  private record Feature(String name, String elements, Pattern words) {}

  private static final List<Feature> FEATURES =
      List.of(
          feature(
              "ecommerce",
              "[class*=cart], [id*=cart], [class*=basket]",
              "warenkorb|add to cart|checkout|webshop"),
          feature(
              "accounts",
              "input[type=password], a[href*=login]",
              "log ?in|anmelden|my account|mein konto|registrieren"),
          feature(
              "search",
              "input[type=search], [role=search], form[action*=search], form[action*=suche]",
              "^$"),
          feature("multilanguage", "link[hreflang], [class*=language-switch], a[hreflang]", "^$"),
          feature("blog", "a[href*=blog]", "^$"),
          feature(
              "forms",
              "form textarea, form input[type=email], form[action*=contact], form[action*=kontakt]",
              "^$"),
          feature(
              "api",
              "a[href*='/api'], a[href*=swagger], a[href*=openapi], link[rel='https://api.w.org/']",
              "open data|offene daten"),
          feature(
              "mobileApp",
              "a[href*='apps.apple.com'], a[href*='play.google.com'], meta[name=apple-itunes-app]",
              "^$"));

  private static final List<Feature> OTHERS =
      List.of(
          feature("newsletter", "form[action*=newsletter], a[href*=newsletter]", "newsletter"),
          feature("chat", "[class*=chatbot], [id*=chat]", "^$"),
          feature(
              "plain language",
              "a[href*=leichte-sprache], a[href*=leichtesprache]",
              "leichte sprache|easy read"),
          feature(
              "appointments",
              "a[href*=termin], a[href*=appointment]",
              "termin buchen|termin vereinbaren|book an appointment"),
          feature("payments", "[class*=paypal], script[src*=stripe]", "^$"),
          feature("map", "[class*=leaflet], iframe[src*=maps]", "^$"));

  private FeaturesLook() {}

  private static Feature feature(String name, String elements, String words) {
    return new Feature(name, elements, Pattern.compile(words));
  }

  static Finding at(Page home, Document document, Site site) {
    String text = document.text().toLowerCase(Locale.ROOT);
    Map<String, Object> value = new LinkedHashMap<>();
    List<String> present = new ArrayList<>();
    for (Feature feature : FEATURES) {
      boolean there = shows(feature, document, text);
      value.put(feature.name, there);
      if (there) {
        present.add(feature.name);
      }
    }
    value.put(
        "others",
        OTHERS.stream().filter(f -> shows(f, document, text)).map(Feature::name).toList());
    String summary =
        present.isEmpty()
            ? "A site to read, without functions."
            : "Offers " + String.join(", ", present) + ".";
    return new Finding(SEEN_ON_THE_START_PAGE, summary, value);
  }

  private static boolean shows(Feature feature, Document document, String text) {
    return !document.select(feature.elements).isEmpty() || feature.words.matcher(text).find();
  }
}
