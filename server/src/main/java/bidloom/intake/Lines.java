package bidloom.intake;

import bidloom.domain.Requirements.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text as the lines that people read, each with the place it stands at: its page, where form
 * feeds divide the text, or its number.
 */
record Lines(List<Line> lines) {
  private static final int MOST = 20_000;
  private static final int QUOTE = 300;

  /** A line without its Markdown decoration. */
  record Line(String text, String where, boolean heading) {
    Found found(int confidence) {
      String quote = text.length() <= QUOTE ? text : text.substring(0, QUOTE);
      return new Found(confidence, where, Optional.of(quote));
    }
  }

  static Lines of(String text) {
    List<Line> lines = new ArrayList<>();
    boolean paged = text.indexOf('\f') >= 0;
    int page = 0;
    for (String pageText : text.split("\f", -1)) {
      page++;
      int number = 0;
      for (String raw : pageText.split("\\R", -1)) {
        number++;
        String plain = plain(raw);
        if (!plain.isEmpty() && lines.size() < MOST) {
          String where = paged ? "page " + page : "line " + number;
          lines.add(new Line(plain, where, raw.stripLeading().startsWith("#")));
        }
      }
    }
    return new Lines(List.copyOf(lines));
  }

  private static String plain(String raw) {
    return raw.replaceAll("^\\s*(?:#{1,6}\\s+|[*+-]\\s+|>\\s*|\\d{1,2}[.)]\\s+)", "")
        .replaceAll("\\*\\*|__|`", "")
        .replaceAll("!?\\[([^\\[\\]]*)\\]\\([^()]*\\)", "$1")
        .replace('\u00a0', ' ')
        .strip();
  }
}
