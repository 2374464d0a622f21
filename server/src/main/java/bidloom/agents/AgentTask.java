package bidloom.agents;

import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an agent is given: the values of a bid's fields as the run read them.
 *
 * @param fields canonical values by field name ({@code rawInput}, {@code requirements.title}, ...)
 * @param at when the run started: the "now" of every rule, so that a resumed run judges alike
 */
public record AgentTask(Map<String, Object> fields, Instant at) {
  private static final String PREFIX = "requirements.";

  /** The requirements, without the contacts in them. */
  public Requirements requirements() {
    Map<String, Object> values = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            values.put(name.substring(PREFIX.length()), value);
          }
        });
    return new Requirements(values).withoutContacts();
  }

  public Optional<String> text(String field) {
    return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
