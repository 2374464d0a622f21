package bidloom.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON values in plain Java, in one canonical form, so that {@code equals} is "the same value".
 *
 * <p>Numbers are {@link BigDecimal} without trailing zeros (1, 1.0 and 1.00 are one value), objects
 * are sorted by key, and a member that is {@code null} is left out: unknown is absence. The guards
 * that compare values (merge, input check) rely on this form.
 */
public final class Values {
  /** Beyond this many zeros a number keeps its exponent: 1E999999999 must not be written out. */
  private static final int MAX_ZEROS = 100;

  private Values() {}

  /** The canonical form of a value; empty for {@code null}. */
  public static Optional<Object> canonical(@Nullable Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Boolean flag -> Optional.of(flag);
      case BigDecimal number -> Optional.of(plain(number));
      case Number number -> Optional.of(plain(new BigDecimal(number.toString())));
      case List<?> list -> Optional.of(list.stream().flatMap(e -> canonical(e).stream()).toList());
      case Map<?, ?> map -> Optional.of(canonicalObject(map));
      default ->
          throw new IllegalArgumentException("not a JSON value: " + value.getClass().getName());
    };
  }

  /** The canonical form of an object: sorted, unmodifiable, without null members. */
  public static Map<String, Object> canonicalObject(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> canonical(value).ifPresent(v -> sorted.put((String) key, v)));
    return Collections.unmodifiableMap(sorted);
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    int scale = stripped.scale();
    return scale < -MAX_ZEROS ? stripped : stripped.setScale(Math.max(scale, 0));
  }
}
