package bidloom.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Where a subscriber stands: {@code Last-Event-ID}, else {@code ?after=}. */
sealed interface Cursor {
  /** After that event; 0 is before the first. */
  record At(long seq) implements Cursor {}

  /** Something that was never an id of ours. */
  record Unreadable() implements Cursor {}

  static Optional<Cursor> of(RoutingContext rc) {
    String text = rc.request().getHeader("Last-Event-ID");
    if (text == null || text.isEmpty()) {
      text = rc.request().getParam("after");
    }
    return text == null || text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
  }

  private static Cursor parse(String text) {
    try {
      long seq = Long.parseLong(text);
      return seq >= 0 ? new At(seq) : new Unreadable();
    } catch (NumberFormatException notOurs) {
      return new Unreadable();
    }
  }
}
