package bidloom.domain;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One field's step in a revision; empty is "no value". */
public record FieldChange(String field, Optional<Object> before, Optional<Object> after) {
  /** As an object: {@code {field, before?, after?}}. */
  public Map<String, Object> members() {
    Map<String, Object> members = new TreeMap<>();
    members.put("field", field);
    before.ifPresent(value -> members.put("before", value));
    after.ifPresent(value -> members.put("after", value));
    return members;
  }

  /** As an object where the values are too large to be told: {@code {field, omitted}}. */
  public Map<String, Object> membersOmitted() {
    return Map.of("field", field, "omitted", true);
  }
}
