package bidloom.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Leaves out what a terminal would obey instead of showing it: control characters, and marks that
 * turn the direction of writing around. A title is written by a stranger.
 */
final class VisibleWriter extends FilterWriter {
  VisibleWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int c) throws IOException {
    if (visible((char) c)) {
      out.write(c);
    }
  }

  @Override
  public void write(char[] chars, int from, int count) throws IOException {
    write(new String(chars, from, count), 0, count);
  }

  @Override
  public void write(String text, int from, int count) throws IOException {
    out.write(of(text.substring(from, from + count)));
  }

  /** A text without these characters. */
  static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.chars().filter(c -> visible((char) c)).forEach(c -> visible.append((char) c));
    return visible.toString();
  }

  private static boolean visible(char c) {
    return switch (c) {
      case '\n', '\r', '\t', '\u200c', '\u200d' -> true; // joiners belong to some scripts
      default ->
          switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT -> false;
            default -> true;
          };
    };
  }
}
