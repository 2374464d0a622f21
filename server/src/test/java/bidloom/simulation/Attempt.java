package bidloom.simulation;

import java.util.Optional;

/** Does something, and has whatever it throws in hand. */
final class Attempt {
  private Attempt() {}

  @SuppressWarnings("IllegalCatch") // handed to the caller, whose it is
  static Optional<Throwable> at(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException | Error thrown) {
      return Optional.of(thrown);
    }
  }
}
