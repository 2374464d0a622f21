package bidloom.intake;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Numbers of a document. One that no contract can have, such as 1E999999999, is unknown: adding one
 * to it would fill the memory.
 */
final class Decimals {
  private static final int MAX_DIGITS = 30;

  private Decimals() {}

  static Optional<BigDecimal> of(String text) {
    try {
      return text.length() <= 2 * MAX_DIGITS
          ? plausible(new BigDecimal(text.strip()))
          : Optional.empty();
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  static Optional<BigDecimal> plausible(BigDecimal number) {
    long whole = (long) number.precision() - number.scale();
    return whole <= MAX_DIGITS && number.scale() <= MAX_DIGITS && number.scale() >= -MAX_DIGITS
        ? Optional.of(number)
        : Optional.empty();
  }
}
