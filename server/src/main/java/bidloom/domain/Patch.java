package bidloom.domain;

import bidloom.domain.Refusal.Invalid;
import bidloom.domain.Refusal.Invalid.Fault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON merge patch (RFC 7396) of a bid: members are fields, {@code requirements} is patched
 * member by member, {@code null} clears a field. Every list and every other object is one value.
 */
public final class Patch {
  /** The longest text of one field, in characters. */
  public static final int MAX_TEXT = 30_000_000;

  private static final int MAX_SHORT_TEXT = 100_000;
  private static final int MAX_ELEMENTS = 10_000;

  private final SortedMap<String, Optional<Object>> changes = new TreeMap<>();
  private final List<Fault> faults = new ArrayList<>();

  private Patch() {}

  /**
   * The edit that a patch asks for.
   *
   * @param members plain JSON values; a null value is JSON null
   * @throws Invalid naming every member that can't be so
   */
  public static Edit read(Map<String, ? extends @Nullable Object> members) {
    Patch patch = new Patch();
    members.forEach(patch::member);
    if (!patch.faults.isEmpty()) {
      throw new Invalid(patch.faults);
    }
    return new Edit(patch.changes);
  }

  private void member(String name, @Nullable Object value) {
    String pointer = "/" + name;
    if (name.equals("requirements")) {
      requirements(pointer, value);
      return;
    }
    Optional<BidField> field = BidField.named(name);
    if (field.isEmpty()) {
      fault(pointer, "There is no field \"%s\".".formatted(name));
    } else if (!field.get().editable()) {
      fault(pointer, "\"%s\" is not edited; it changes by an action of its own.".formatted(name));
    } else {
      change(name, pointer, field.get().type(), value);
    }
  }

  private void requirements(String pointer, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      fault(pointer, "\"requirements\" takes an object.");
      return;
    }
    members.forEach(
        (key, member) -> {
          String name = String.valueOf(key);
          String at = pointer + "/" + name;
          RequirementField.named(name)
              .ifPresentOrElse(
                  field -> change(field.fieldName(), at, field.type(), member),
                  () -> fault(at, "There is no requirement \"%s\".".formatted(name)));
        });
  }

  private void change(String field, String pointer, FieldType type, @Nullable Object value) {
    if (value == null) {
      changes.put(field, Optional.empty());
      return;
    }
    Object canonical = Values.canonical(value).orElseThrow();
    int longest = field.equals(BidField.RAW_INPUT.wireName()) ? MAX_TEXT : MAX_SHORT_TEXT;
    Optional<String> wrong = complaint(type, canonical, longest);
    wrong.ifPresentOrElse(
        message -> fault(pointer, message), () -> changes.put(field, Optional.of(canonical)));
  }

  private void fault(String pointer, String message) {
    faults.add(new Fault(pointer, message));
  }

  private static Optional<String> complaint(FieldType type, Object value, int longest) {
    boolean right =
        switch (type) {
          case TEXT -> isText(value, longest);
          case TEXTS -> isListOf(value, element -> isText(element, longest));
          case NUMBER -> value instanceof BigDecimal;
          case DATE -> value instanceof String text && isDate(text);
          case OBJECT -> value instanceof Map;
          case OBJECTS -> isListOf(value, element -> element instanceof Map);
        };
    return right ? Optional.empty() : Optional.of(expectation(type, longest));
  }

  private static String expectation(FieldType type, int longest) {
    return switch (type) {
      case TEXT -> "Expected a text of at most %d characters without NUL.".formatted(longest);
      case TEXTS -> "Expected a list of at most %d texts.".formatted(MAX_ELEMENTS);
      case NUMBER -> "Expected a number.";
      case DATE -> "Expected a date such as 2026-11-24.";
      case OBJECT -> "Expected an object.";
      case OBJECTS -> "Expected a list of at most %d objects.".formatted(MAX_ELEMENTS);
    };
  }

  private static boolean isText(Object value, int longest) {
    return value instanceof String text && text.length() <= longest && text.indexOf('\0') < 0;
  }

  private static boolean isListOf(Object value, Predicate<Object> element) {
    return value instanceof List<?> list
        && list.size() <= MAX_ELEMENTS
        && list.stream().allMatch(element);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException notADate) {
      return false;
    }
  }
}
