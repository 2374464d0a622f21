package bidloom.agents.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bidloom.agents.SiteReader.Page;
import bidloom.agents.scan.Signature.Sighting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gives a product away, and pages that are made to keep us busy. */
class SignaturesTest {
  private static final Duration GENEROUS = Duration.ofSeconds(15);

  private static List<String> seen(Map<String, List<String>> headers, String html) {
    Page page = new Page(URI.create("https://site.test/"), 200, headers, html);
    return Signatures.in(Evidence.of(page, Jsoup.parse(html, "https://site.test/"))).stream()
        .map(Sighting::product)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "WordPress, <link href='/wp-content/themes/a.css'>",
    "Magento, <script src='https://cdn.test/Magento_Checkout/js/view.js'></script>",
    "Meta Pixel, <script src='https://connect.facebook.net/en_US/fbevents.js'></script>",
    "jQuery, <script src='/js/jquery-3.7.1.min.js'></script>",
    "Bootstrap, <link href='/bootstrap@5.3.2/dist/css/bootstrap.min.css'>",
    "Angular, <app-root ng-version='17.1.0'></app-root>",
    "Matomo, <script>_paq.push(['trackPageView'])</script>",
    "Government Site Builder, <script src='/SiteGlobals/a.js'></script>"
  })
  void aProductIsSeenByItsSigns(String product, String html) {
    assertThat(seen(Map.of(), html.replace('\'', '"'))).contains(product);
  }

  @ParameterizedTest
  @CsvSource({
    "set-cookie, PHPSESSID=1; path=/, PHP",
    "server, Apache/2.4.57 (Debian), Apache",
    "via, 1.1 abc.cloudfront.net, Amazon CloudFront",
    "x-powered-by, PHP/8.2, PHP"
  })
  void aProductIsSeenByItsHeaders(String header, String value, String product) {
    assertThat(seen(Map.of(header, List.of(value)), "")).containsExactly(product);
  }

  /** Each of them would be tried from every place of the page to the page's end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect.facebook.net/",
        "Magento_",
        "x-magento-init ",
        "gtag/js?id=",
        "data-v-0000000"
      })
  void aPageFullOfHalfASignIsLookedAtInTime(String half) {
    String page = half.repeat(2_000_000 / half.length());
    assertTimeoutPreemptively(GENEROUS, () -> seen(Map.of(), page));
  }

  /** An address of that length would overflow the stack of a pattern, or keep it busy for hours. */
  @ParameterizedTest
  @ValueSource(strings = {"bootstrap", "swiper", "lodash.", "jquery-1", ".min", ".slim", "1.1"})
  void anAddressFullOfHalfASignIsLookedAtInTime(String half) {
    String address = "/jquery-11" + half.repeat(1_900_000 / half.length());
    String page = "<script src=\"%s\"></script>".formatted(address);
    assertTimeoutPreemptively(GENEROUS, () -> seen(Map.of(), page));
  }
}
