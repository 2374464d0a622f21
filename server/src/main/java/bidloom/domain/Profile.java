package bidloom.domain;

import java.util.Map;

/**
 * The company that bids, as data for people to read: what every evaluation holds a tender against.
 *
 * @param values canonical JSON values: company, capabilities, references, businessLines, market,
 *     capacity and rules
 */
public record Profile(Map<String, Object> values) {
  public Profile {
    values = Values.canonicalObject(values);
  }
}
