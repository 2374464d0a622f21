package bidloom.agents;

import bidloom.domain.Refusal.Invalid.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a profile, read member by member. What is missing or of another shape is noted as a
 * fault with its place, and reading goes on, so that one pass names everything to mend.
 *
 * @param at the JSON pointer of the object
 */
record ProfileEntry(String at, Map<?, ?> members, List<Fault> faults) {
  ProfileEntry object(String name) {
    String place = at + "/" + name;
    if (members.get(name) instanceof Map<?, ?> object) {
      return new ProfileEntry(place, object, faults);
    }
    fault(name, "must be an object");
    return new ProfileEntry(place, Map.of(), new ArrayList<>());
  }

  <T> List<T> objects(String name, Function<ProfileEntry, T> reader) {
    List<T> read = new ArrayList<>();
    List<?> list = list(name);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> object) {
        read.add(reader.apply(new ProfileEntry(at + "/" + name + "/" + i, object, faults)));
      } else {
        fault(name + "/" + i, "must be an object");
      }
    }
    return read;
  }

  String text(String name) {
    Object value = members.get(name);
    if (value instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    fault(name, "must be a text");
    return "";
  }

  /** A list of texts; numbers in it (codes) are taken as written. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(name)) {
      if (element instanceof Number || (element instanceof String text && !text.isBlank())) {
        texts.add(String.valueOf(element).strip());
      } else {
        fault(name + "/" + texts.size(), "must be a text");
      }
    }
    return texts;
  }

  int whole(String name, int least, int most) {
    if (members.get(name) instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    fault(name, "must be a whole number from %d to %d".formatted(least, most));
    return least;
  }

  boolean flag(String name) {
    if (members.get(name) instanceof Boolean flag) {
      return flag;
    }
    fault(name, "must be true or false");
    return false;
  }

  /** An amount above zero. */
  BigDecimal amount(String name) {
    return amount(name, members.get(name));
  }

  Map<String, BigDecimal> amounts(String name) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    object(name)
        .members()
        .forEach((key, value) -> amounts.put(String.valueOf(key), amount(name + "/" + key, value)));
    return amounts;
  }

  void fault(String name, String message) {
    String place = at + "/" + name;
    faults.add(new Fault(place, "The company profile's %s %s.".formatted(place, message)));
  }

  private BigDecimal amount(String name, @Nullable Object value) {
    if (value instanceof Number number && new BigDecimal(number.toString()).signum() > 0) {
      return new BigDecimal(number.toString());
    }
    fault(name, "must be a number above 0");
    return BigDecimal.ONE;
  }

  private List<?> list(String name) {
    if (members.get(name) instanceof List<?> list) {
      return list;
    }
    fault(name, "must be a list (it may be empty: [])");
    return List.of();
  }
}
