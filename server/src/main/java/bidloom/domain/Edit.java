package bidloom.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * New values for some fields of a bid; an empty value clears the field.
 *
 * @param changes canonical values by field name
 */
public record Edit(SortedMap<String, Optional<Object>> changes) {
  public static final Edit NONE = new Edit(new TreeMap<>());

  public Edit {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  /** An edit that sets each of these values. */
  public static Edit setting(Map<String, Object> values) {
    SortedMap<String, Optional<Object>> changes = new TreeMap<>();
    values.forEach((field, value) -> changes.put(field, Values.canonical(value)));
    return new Edit(changes);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  Map<String, Object> applyTo(Map<String, Object> fields) {
    Map<String, Object> after = new TreeMap<>(fields);
    changes.forEach(
        (field, value) ->
            value.ifPresentOrElse(v -> after.put(field, v), () -> after.remove(field)));
    return after;
  }

  /** What this edit really changes on those fields: values that are already so are left out. */
  public List<FieldChange> against(Map<String, Object> fields) {
    List<FieldChange> real = new ArrayList<>();
    changes.forEach(
        (field, after) -> {
          Optional<Object> before = Optional.ofNullable(fields.get(field));
          if (!before.equals(after)) {
            real.add(new FieldChange(field, before, after));
          }
        });
    return List.copyOf(real);
  }

  /** This edit without some fields. */
  public Edit without(Set<String> fields) {
    SortedMap<String, Optional<Object>> rest = new TreeMap<>(changes);
    rest.keySet().removeAll(fields);
    return new Edit(rest);
  }
}
