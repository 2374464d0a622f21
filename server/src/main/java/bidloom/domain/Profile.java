package bidloom.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The company that bids, at one of its versions: what evaluations hold a tender against. A version
 * never changes, so a run that was started under one is judged by it to its end.
 *
 * @param version {@link #SAMPLE} before anybody has said who the company is, and one more with
 *     every change
 * @param made when and by whom; empty for the sample
 * @param values canonical JSON values by section: company, capabilities, references, businessLines,
 *     market, capacity and rules
 */
public record Profile(long version, Optional<Made> made, Map<String, Object> values) {
  /** The version of the sample that ships. */
  public static final long SAMPLE = 1;

  public Profile {
    values = Values.canonicalObject(values);
  }

  /** Who made a version, and when. */
  public record Made(Instant at, Actor by) {}

  /** Its values with a JSON merge patch (RFC 7396); a null value is JSON null. */
  public Map<String, Object> patched(Map<String, ? extends @Nullable Object> patch) {
    return Values.canonicalObject(merged(values, patch));
  }

  private static Map<Object, Object> merged(Map<?, ?> target, Map<?, ?> patch) {
    Map<Object, Object> merged = new TreeMap<>(target);
    patch.forEach(
        (name, value) -> {
          if (value == null) {
            merged.remove(name);
          } else if (value instanceof Map<?, ?> members) {
            Map<?, ?> former = merged.get(name) instanceof Map<?, ?> map ? map : Map.of();
            merged.put(name, merged(former, members));
          } else {
            merged.put(name, value);
          }
        });
    return Collections.unmodifiableMap(merged);
  }

  /** The sections that another version has otherwise. */
  public List<String> differences(Profile other) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    Stream<String> different =
        names.stream().filter(name -> !Objects.equals(values.get(name), other.values.get(name)));
    return different.toList();
  }
}
