package bidloom.domain;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tender asks for: a typed view of field values by {@link RequirementField#wireName()}.
 * Unknown is absent, never a guess. Values that a person typed in another shape read as unknown
 * here rather than failing an agent.
 *
 * @param values canonical JSON values (see {@link Values}) by wire name
 */
public record Requirements(Map<String, Object> values) {
  public static final Requirements NONE = new Requirements(Map.of());

  public Requirements {
    values = Values.canonicalObject(values);
  }

  /** A CPV, NAICS or PSC code. */
  public record Classification(String scheme, String code) {}

  /** Amounts in whole or broken units of {@code currency} (ISO 4217); either end may be open. */
  public record Budget(
      Optional<BigDecimal> min, Optional<BigDecimal> max, Optional<String> currency) {
    /** The larger known end: what the contract is worth at most. */
    public Optional<BigDecimal> amount() {
      return max.or(() -> min);
    }
  }

  /** The moment after which a bid is late, and the zone in which the notice states it. */
  public record Deadline(Instant instant, ZoneId zone) {}

  /** An award criterion; the weight is in percent where the notice gives one. */
  public record Criterion(String name, Optional<BigDecimal> weight) {}

  /** A lot of the tender. */
  public record Lot(String id, Optional<String> title, Optional<String> description) {}

  /** Who to ask; never shown to an agent. */
  public record Contact(Optional<String> name, Optional<String> email, Optional<String> phone) {}

  /**
   * How sure an extracted value is, and where it was found.
   *
   * @param confidence 0-100
   * @param where a path into a structured notice, or a line or page of a text
   * @param quote the passage itself, where the source is free text
   */
  public record Found(int confidence, String where, Optional<String> quote) {}

  public Optional<String> text(RequirementField field) {
    return values.get(field.wireName()) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  public List<String> texts(RequirementField field) {
    return values.get(field.wireName()) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  public Optional<BigDecimal> number(RequirementField field) {
    return number(values.get(field.wireName()));
  }

  public Optional<LocalDate> date(RequirementField field) {
    return text(field).flatMap(Requirements::parseDate);
  }

  public List<Classification> classifications() {
    return objects(RequirementField.CLASSIFICATION_CODES).stream()
        .filter(o -> o.get("code") instanceof String)
        .map(
            o ->
                new Classification(member(o, "scheme").orElse(""), member(o, "code").orElseThrow()))
        .toList();
  }

  public Optional<Budget> budget() {
    return object(RequirementField.BUDGET)
        .map(o -> new Budget(number(o.get("min")), number(o.get("max")), member(o, "currency")))
        .filter(budget -> budget.amount().isPresent());
  }

  public Optional<Deadline> deadline() {
    return object(RequirementField.SUBMISSION_DEADLINE).flatMap(Requirements::parseDeadline);
  }

  public List<Criterion> awardCriteria() {
    return objects(RequirementField.AWARD_CRITERIA).stream()
        .filter(o -> o.get("name") instanceof String)
        .map(o -> new Criterion(member(o, "name").orElseThrow(), number(o.get("weight"))))
        .toList();
  }

  public List<Lot> lots() {
    return objects(RequirementField.LOTS).stream()
        .map(o -> new Lot(member(o, "id").orElse(""), member(o, "title"), member(o, "description")))
        .toList();
  }

  public Optional<Found> found(RequirementField field) {
    return object(RequirementField.FOUND)
        .flatMap(
            o -> o.get(field.wireName()) instanceof Map<?, ?> m ? Optional.of(m) : Optional.empty())
        .map(Values::canonicalObject)
        .map(
            o ->
                new Found(
                    number(o.get("confidence")).map(BigDecimal::intValue).orElse(0),
                    member(o, "where").orElse(""),
                    member(o, "quote")));
  }

  /** These requirements without the people named in them: what an agent may read. */
  public Requirements withoutContacts() {
    Map<String, Object> rest = new TreeMap<>(values);
    rest.remove(RequirementField.CONTACTS.wireName());
    return new Requirements(rest);
  }

  private Optional<Map<String, Object>> object(RequirementField field) {
    return values.get(field.wireName()) instanceof Map<?, ?> map
        ? Optional.of(Values.canonicalObject(map))
        : Optional.empty();
  }

  private List<Map<String, Object>> objects(RequirementField field) {
    return values.get(field.wireName()) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(o -> Values.canonicalObject((Map<?, ?>) o))
            .toList()
        : List.of();
  }

  private static Optional<String> member(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Optional<BigDecimal> number(@Nullable Object value) {
    return value instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
  }

  private static Optional<LocalDate> parseDate(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<Deadline> parseDeadline(Map<String, Object> object) {
    try {
      return member(object, "instant")
          .map(
              at -> new Deadline(Instant.parse(at), ZoneId.of(member(object, "zone").orElse("Z"))));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects what was found in a notice; the first value found for a field stands. */
  public static final class Builder {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Object> found = new LinkedHashMap<>();

    private Builder() {}

    /** Sets an unset field; blank texts and empty lists are unknown and leave it unset. */
    public Builder put(RequirementField field, @Nullable Object value, Found where) {
      boolean nothing =
          value == null
              || (value instanceof String text && text.isBlank())
              || (value instanceof List<?> list && list.isEmpty());
      if (!nothing && values.putIfAbsent(field.wireName(), value) == null) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("confidence", where.confidence());
        entry.put("where", where.where());
        where.quote().ifPresent(quote -> entry.put("quote", quote));
        found.put(field.wireName(), entry);
      }
      return this;
    }

    public boolean has(RequirementField field) {
      return values.containsKey(field.wireName());
    }

    public Requirements build() {
      Map<String, Object> all = new LinkedHashMap<>(values);
      if (!found.isEmpty()) {
        all.put(RequirementField.FOUND.wireName(), found);
      }
      return new Requirements(all);
    }
  }

  /** The JSON value of a classification code. */
  public static Map<String, Object> value(Classification code) {
    return Map.of("scheme", code.scheme(), "code", code.code());
  }

  /** The JSON value of a deadline. */
  public static Map<String, Object> value(Deadline deadline) {
    return Map.of("instant", deadline.instant().toString(), "zone", deadline.zone().getId());
  }

  /** The JSON value of a budget. */
  public static Map<String, Object> value(Budget budget) {
    Map<String, Object> value = new LinkedHashMap<>();
    budget.min().ifPresent(min -> value.put("min", min));
    budget.max().ifPresent(max -> value.put("max", max));
    budget.currency().ifPresent(currency -> value.put("currency", currency));
    return value;
  }

  /** The JSON value of an award criterion. */
  public static Map<String, Object> value(Criterion criterion) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("name", criterion.name());
    criterion.weight().ifPresent(weight -> value.put("weight", weight));
    return value;
  }

  /** The JSON value of a lot. */
  public static Map<String, Object> value(Lot lot) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("id", lot.id());
    lot.title().ifPresent(title -> value.put("title", title));
    lot.description().ifPresent(description -> value.put("description", description));
    return value;
  }

  /** The JSON value of a contact. */
  public static Map<String, Object> value(Contact contact) {
    Map<String, Object> value = new LinkedHashMap<>();
    contact.name().ifPresent(name -> value.put("name", name));
    contact.email().ifPresent(email -> value.put("email", email));
    contact.phone().ifPresent(phone -> value.put("phone", phone));
    return value;
  }
}
