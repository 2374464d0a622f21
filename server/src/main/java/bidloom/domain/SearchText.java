package bidloom.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as searches and duplicate hints compare it: letters and digits in lower case, without
 * accents, words separated by one space. It holds no character that a LIKE pattern treats as a
 * wildcard.
 */
public final class SearchText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int LONGEST = 500;

  private SearchText() {}

  /** The text in that form, at most 500 characters of it. */
  public static String key(String text) {
    String bounded = text.substring(0, Math.min(text.length(), LONGEST));
    String plain =
        MARKS.matcher(Normalizer.normalize(bounded, Normalizer.Form.NFKD)).replaceAll("");
    String key = GAPS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    return key.substring(0, Math.min(key.length(), LONGEST));
  }

  /** The words of what somebody searches for, in that form. */
  public static List<String> words(String text) {
    return Arrays.stream(key(text).split(" ")).filter(word -> !word.isEmpty()).distinct().toList();
  }
}
