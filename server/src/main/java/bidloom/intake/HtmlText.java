package bidloom.intake;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The text of a web page as people read it. */
final class HtmlText {
  private HtmlText() {}

  static String read(String html) {
    Document page = Jsoup.parse(html);
    page.select("script,style,noscript,nav,footer").remove();
    page.select("h1,h2,h3").forEach(heading -> heading.prepend("# "));
    page.select("p,li,tr,div,h1,h2,h3,h4").forEach(block -> block.append("\\n"));
    String title = page.title().isBlank() ? "" : "# " + page.title() + "\n";
    return title + page.body().text().replace("\\n", "\n");
  }
}
