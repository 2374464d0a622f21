package bidloom.http;

import java.util.regex.Pattern;

/** What a caller sent, as a message may repeat it: short, and without control characters. */
final class Echo {
  private static final Pattern CONTROLS = Pattern.compile("\\p{C}+");
  private static final int LONGEST = 80;

  private Echo() {}

  static String of(String text) {
    String plain = CONTROLS.matcher(text).replaceAll("?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }
}
