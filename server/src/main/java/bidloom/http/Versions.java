package bidloom.http;

import bidloom.domain.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110, section 8.8.3): version 3 is {@code "3"}. */
final class Versions {
  private static final Pattern STRONG = Pattern.compile("\\s*\"([1-9][0-9]{0,17})\"\\s*");

  private Versions() {}

  static String etag(long version) {
    return "\"" + version + "\"";
  }

  /** The version that a write was made from. */
  static long ifMatch(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new Refusal.PreconditionRequired();
    }
    Matcher matcher = STRONG.matcher(header);
    if (!matcher.matches()) {
      throw new Refusal.Invalid("", "If-Match takes one ETag such as \"3\".");
    }
    return Long.parseLong(matcher.group(1));
  }

  /** True where the caller has this version already. */
  static boolean matches(@Nullable String ifNoneMatch, long version) {
    return Optional.ofNullable(ifNoneMatch)
        .filter(header -> header.equals("*") || header.contains(etag(version)))
        .isPresent();
  }
}
