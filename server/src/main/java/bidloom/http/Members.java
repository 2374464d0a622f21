package bidloom.http;

import bidloom.domain.LoginName;
import bidloom.domain.Refusal;
import bidloom.domain.Role;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The members of a small JSON object, each with its type. A null is as good as none. */
record Members(Map<String, Object> members) {
  private static final int LONGEST = 1_000;

  /** A body that has no other members than these; each other one is named. */
  static Members of(byte[] body, Set<String> known) {
    Map<String, Object> members = Bodies.object(body);
    List<Refusal.Invalid.Fault> unknown =
        members.keySet().stream()
            .filter(name -> !known.contains(name))
            .map(
                name ->
                    new Refusal.Invalid.Fault(
                        pointer(name), "There is no member \"%s\".".formatted(Echo.of(name))))
            .toList();
    if (!unknown.isEmpty()) {
      throw new Refusal.Invalid(unknown);
    }
    return new Members(members);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Optional<String> text(String name) {
    return value(name, String.class, "a text")
        .map(
            text -> {
              if (text.length() > LONGEST) {
                throw new Refusal.Invalid(pointer(name), "This is too long.");
              }
              return text;
            });
  }

  String required(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  LoginName loginName(String name) {
    return LoginName.require(pointer(name), required(name));
  }

  Optional<Role> role(String name) {
    return text(name)
        .map(
            text ->
                Role.parse(text)
                    .orElseThrow(
                        () ->
                            new Refusal.Invalid(
                                pointer(name), "A role is viewer, bd, bl or admin.")));
  }

  Optional<Boolean> flag(String name) {
    return value(name, Boolean.class, "true or false");
  }

  Optional<Integer> number(String name) {
    return whole(name, BigDecimal::intValueExact);
  }

  Optional<Long> longNumber(String name) {
    return whole(name, BigDecimal::longValueExact);
  }

  private <T> Optional<T> whole(String name, Function<BigDecimal, T> exactly) {
    return value(name, Number.class, "a whole number")
        .map(
            number -> {
              try {
                return exactly.apply(new BigDecimal(number.toString()));
              } catch (ArithmeticException notWhole) {
                throw new Refusal.Invalid(pointer(name), "This is no whole number.");
              }
            });
  }

  /** A list of names, as a set. */
  Optional<Set<String>> names(String name) {
    return value(name, List.class, "a list of names")
        .map(
            list -> {
              Set<String> names = new HashSet<>();
              for (Object one : list) {
                if (!(one instanceof String text)) {
                  throw new Refusal.Invalid(
                      pointer(name), "%s is a list of names.".formatted(name));
                }
                names.add(text);
              }
              return names;
            });
  }

  static Refusal missing(String name) {
    return new Refusal.Invalid(pointer(name), "%s is missing.".formatted(name));
  }

  private <T> Optional<T> value(String name, Class<T> type, String what) {
    Object value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new Refusal.Invalid(pointer(name), "%s is %s.".formatted(name, what));
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private static String pointer(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
