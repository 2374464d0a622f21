package bidloom.intake;

import bidloom.domain.Refusal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The text of a web page as people read it. */
final class HtmlText {
  /**
   * The parser makes up to a dozen elements of one tag, and each takes far more room than the tag.
   */
  private static final int MAX_TAGS = 100_000;

  private HtmlText() {}

  static String read(String html) {
    if (html.chars().filter(c -> c == '<').limit(MAX_TAGS + 1L).count() > MAX_TAGS) {
      throw new Refusal.TooLarge(
          "A web page may have %d tags at most. Send its text.".formatted(MAX_TAGS));
    }
    Document page = Jsoup.parse(html);
    page.select("script,style,noscript,nav,footer").remove();
    page.select("h1,h2,h3").forEach(heading -> heading.prependText("# "));
    page.select("p,li,tr,div,h1,h2,h3,h4").forEach(block -> block.appendText("\\n"));
    String title = page.title().isBlank() ? "" : "# " + page.title() + "\n";
    return title + page.body().text().replace("\\n", "\n");
  }
}
