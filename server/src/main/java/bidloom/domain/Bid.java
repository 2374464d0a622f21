package bidloom.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bid at one version.
 *
 * @param version rises by exactly one per committed change (guarantee G2)
 * @param fields canonical values by field name: {@code title}, {@code requirements.budget}, ...
 */
public record Bid(
    BidId id,
    long version,
    BidStatus status,
    Map<String, Object> fields,
    Instant createdAt,
    Instant updatedAt) {
  /** The name of the status in revisions, where it changes like a field. */
  public static final String STATUS = "status";

  public static final String REQUIREMENTS_PREFIX = "requirements.";

  public Bid {
    fields = Values.canonicalObject(fields);
  }

  public Optional<Object> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  public Optional<String> text(BidField field) {
    return fields.get(field.wireName()) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The weighted score of the last evaluation, 0-100. */
  public Optional<BigDecimal> score() {
    return fields.get(BidField.BIT_EVALUATION.wireName()) instanceof Map<?, ?> evaluation
            && evaluation.get("score") instanceof BigDecimal score
        ? Optional.of(score)
        : Optional.empty();
  }

  public Requirements requirements() {
    return new Requirements(requirementValues());
  }

  /** The requirement values by wire name, without the prefix. */
  public Map<String, Object> requirementValues() {
    Map<String, Object> values = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(REQUIREMENTS_PREFIX)) {
            values.put(name.substring(REQUIREMENTS_PREFIX.length()), value);
          }
        });
    return values;
  }

  /** The bid one version on, with these changes made by that time. */
  public Bid changed(Edit edit, BidStatus newStatus, Instant at) {
    return new Bid(id, version + 1, newStatus, edit.applyTo(fields), createdAt, at);
  }

  /**
   * The bid as it was.
   *
   * @param since every revision after that version, oldest first
   * @param asOf the revision that made that version
   */
  public Bid before(List<Revision> since, Revision asOf) {
    Map<String, Object> then = new TreeMap<>(fields);
    then.put(STATUS, status.wireName());
    for (Revision revision : since.reversed()) {
      for (FieldChange change : revision.changes()) {
        change
            .before()
            .ifPresentOrElse(
                value -> then.put(change.field(), value), () -> then.remove(change.field()));
      }
    }
    BidStatus statusThen = BidStatus.named((String) then.remove(STATUS));
    return new Bid(id, asOf.version(), statusThen, then, createdAt, asOf.at());
  }
}
