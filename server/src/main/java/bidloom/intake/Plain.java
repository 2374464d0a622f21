package bidloom.intake;

import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Text without what people don't see: control characters, marks that turn the direction of writing
 * around, zero-width and tag characters. They hide words from the rules that look for them, and
 * show other words in a list than the ones that are there. The document itself is kept as it came.
 */
final class Plain {
  /** The most characters of text of one document: a thousand pages. */
  static final int MAX_TEXT = 4_000_000;

  /**
   * The longest word, and the longest gap between two. No language has longer ones, and the rules'
   * patterns take time with the square of their length.
   */
  private static final int LONGEST_RUN = 400;

  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_PASSAGE = 100_000;
  private static final int MOST_ENTRIES = 1_000;
  private static final Set<String> NAMES =
      Set.of(
          RequirementField.TITLE.wireName(),
          RequirementField.CUSTOMER_NAME.wireName(),
          RequirementField.NOTICE_ID.wireName(),
          RequirementField.COUNTRY.wireName(),
          RequirementField.PROCEDURE.wireName(),
          RequirementField.WEBSITE_URL.wireName());

  private Plain() {}

  /**
   * A text that the rules can look through.
   *
   * @throws Refusal.TooLarge over {@link #MAX_TEXT}
   */
  static String text(String written) {
    if (written.length() > MAX_TEXT) {
      throw new Refusal.TooLarge(
          "A document may have %d characters of text at most. Send the part that matters."
              .formatted(MAX_TEXT));
    }
    StringBuilder plain = new StringBuilder(written.length());
    int run = 0;
    boolean gap = false;
    for (int i = 0; i < written.length(); ) {
      int c = seen(written.codePointAt(i), plain);
      i += Character.charCount(written.codePointAt(i));
      if (c == NOTHING) {
        continue;
      }
      run = Character.isWhitespace(c) == gap ? run + 1 : 1;
      gap = Character.isWhitespace(c);
      if (run <= LONGEST_RUN) {
        plain.appendCodePoint(c);
      } else if (!gap) {
        plain.append(' ').appendCodePoint(c);
        run = 1;
      }
    }
    return plain.length() == written.length() && plain.toString().equals(written)
        ? written
        : plain.toString();
  }

  private static final int NOTHING = -1;

  /** What people see of a character after those before it; {@link #NOTHING} where that is so. */
  private static int seen(int c, CharSequence before) {
    if (c >= ' ' && c < 0x7F) {
      return c;
    }
    return switch (c) {
      case '\n', '\r', '\t', '\f' -> c;
      case 0x2028, 0x2029, 0x85 -> '\n';
      case 0x200C, 0x200D -> joins(before) ? c : NOTHING;
      default ->
          switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT -> NOTHING;
            case Character.SURROGATE -> 0xFFFD; // half a pair, which no database keeps
            default -> c;
          };
    };
  }

  /** Joiners belong to some scripts and to emoji, and to no Latin word. */
  private static boolean joins(CharSequence before) {
    return !before.isEmpty() && before.charAt(before.length() - 1) > 0x2FF;
  }

  /** A notice with plain values. */
  static Notice notice(Notice notice) {
    Map<String, Object> values = new LinkedHashMap<>();
    notice
        .requirements()
        .values()
        .forEach(
            (name, value) ->
                values.put(
                    name,
                    NAMES.contains(name) && value instanceof String text
                        ? start(text(text).replaceAll("\\s+", " "), LONGEST_NAME)
                        : value(value)));
    return new Notice(notice.format(), new Requirements(values), text(notice.text()));
  }

  private static Object value(Object value) {
    return switch (value) {
      case String text -> start(text(text), LONGEST_PASSAGE);
      case List<?> list -> list.stream().limit(MOST_ENTRIES).map(Plain::value).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> plain = new LinkedHashMap<>();
        map.forEach((name, member) -> plain.put(name, value(member)));
        yield plain;
      }
      default -> value;
    };
  }

  private static String start(String text, int longest) {
    int end = Math.min(longest, text.length());
    boolean halved = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halved ? end - 1 : end);
  }
}
