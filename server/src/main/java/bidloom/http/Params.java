package bidloom.http;

import bidloom.domain.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; what can't be read is refused by name. */
final class Params {
  private static final int PAGE = 50;

  private Params() {}

  /** The size of a page; the services bound it. */
  static int limit(@Nullable String text) {
    return Math.clamp(number("limit", text, PAGE), 1, Integer.MAX_VALUE);
  }

  /** A whole number, or its default where the parameter is not given. */
  static long number(String name, @Nullable String text, long otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw new Refusal.Invalid("/" + name, name + " is a whole number.");
    }
  }
}
