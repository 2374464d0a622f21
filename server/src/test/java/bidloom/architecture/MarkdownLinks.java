package bidloom.architecture;

import bidloom.architecture.Sources.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links of Markdown pages to files of the repository. */
final class MarkdownLinks {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("^([a-z]+:|#).*");

  private MarkdownLinks() {}

  static List<String> lead(Sources sources) {
    List<String> broken = new ArrayList<>();
    for (Text page : sources.those(text -> text.path().endsWith(".md")).toList()) {
      Matcher link = LINK.matcher(page.content());
      while (link.find()) {
        if (!leads(sources, page, link.group(1))) {
          broken.add(page.path() + ": " + link.group(1));
        }
      }
    }
    return broken;
  }

  private static boolean leads(Sources sources, Text page, String link) {
    if (ELSEWHERE.matcher(link).matches()) {
      return true;
    }
    String file = link.replaceFirst("#.*", "");
    String path = Path.of(page.folder()).resolve(file).normalize().toString().replace('\\', '/');
    return sources.has(path);
  }
}
