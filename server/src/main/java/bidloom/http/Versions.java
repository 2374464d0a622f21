package bidloom.http;

import bidloom.domain.Refusal;
import bidloom.protocol.Page;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110, section 8.8.3): version 3 is {@code "3"}. */
final class Versions {
  private static final String ETAG = "ETag";
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

  /** A view of something at a version. */
  static Response answer(long version, Object view) {
    return Response.ok(view).header(ETAG, etag(version)).build();
  }

  /** A view, unless the caller has this version already (RFC 9110, section 13.1.2). */
  static Response answer(long version, @Nullable String ifNoneMatch, Supplier<Object> view) {
    boolean known =
        ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(etag(version)));
    return known
        ? Response.notModified().header(ETAG, etag(version)).build()
        : answer(version, view.get());
  }

  /**
   * A page of versions, newest first; its cursor is the last of them, where that is not the first.
   */
  static <T> Page<Map<String, Object>> page(
      List<T> page, ToLongFunction<T> version, Function<T, Map<String, Object>> view) {
    Optional<Long> last =
        page.stream().map(version::applyAsLong).min(Long::compare).filter(number -> number > 1);
    return new Page<>(page.stream().map(view).toList(), last.map(String::valueOf));
  }
}
