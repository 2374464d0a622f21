package bidloom.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values as people read them, each on one line. */
final class Shown {
  private static final int MOST = 8;

  private Shown() {}

  /** A value of any kind, cut where it is wider. */
  static String line(Object value, int widest) {
    String line = VisibleWriter.of(text(value).replaceAll("\\s+", " ")).strip();
    return line.length() <= widest ? line : line.substring(0, widest - 1) + "…";
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list ->
          list.stream().limit(MOST).map(Shown::text).collect(Collectors.joining(", "))
              + (list.size() > MOST ? ", and %d more".formatted(list.size() - MOST) : "");
      case Map<?, ?> map -> map.values().stream().map(Shown::text).collect(Collectors.joining(" "));
      default -> String.valueOf(value);
    };
  }

  /** What is bid on, and for whom. */
  static String heading(String title, Optional<String> customer) {
    return title + customer.map(name -> " — " + name).orElse("");
  }

  /** An instant as the server writes it (ISO 8601, UTC), without what is below a second. */
  static String time(Optional<String> instant) {
    return instant.map(text -> text.replaceAll("\\.\\d+", "")).orElse("-");
  }
}
