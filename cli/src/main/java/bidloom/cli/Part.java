package bidloom.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A place in a JSON value, read without trusting its shape. */
record Part(Object value) {
  static Part of(Object value) {
    return new Part(value);
  }

  Optional<Object> value(String member) {
    return value instanceof Map<?, ?> map ? Optional.ofNullable(map.get(member)) : Optional.empty();
  }

  Part at(String member) {
    return new Part(value(member).orElse(Map.of()));
  }

  Optional<String> text(String member) {
    return value(member).filter(String.class::isInstance).map(String.class::cast);
  }

  Optional<Integer> number(String member) {
    return value(member)
        .filter(BigDecimal.class::isInstance)
        .map(BigDecimal.class::cast)
        .map(BigDecimal::intValue);
  }

  boolean flag(String member) {
    return value(member).filter(Boolean.TRUE::equals).isPresent();
  }

  List<Part> list(String member) {
    return value(member)
        .filter(List.class::isInstance)
        .map(list -> ((List<?>) list).stream().map(element -> new Part(element)).toList())
        .orElse(List.of());
  }

  List<String> texts(String member) {
    return list(member).stream().map(node -> String.valueOf(node.value)).toList();
  }
}
