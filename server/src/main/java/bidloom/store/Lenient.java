package bidloom.store;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads rows that may not be of the form in which the stores wrote them. */
final class Lenient {
  private Lenient() {}

  /** What was read; empty where it is not of its form: no JSON, no such word, another shape. */
  static <T> Optional<T> read(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException notOfItsForm) {
      return Optional.empty();
    }
  }
}
