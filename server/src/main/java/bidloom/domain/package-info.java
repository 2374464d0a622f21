/**
 * Bids, runs, statuses and their rules: pure values and pure functions, on {@code java.*} alone.
 *
 * <p>A field's value is a JSON value in plain Java: {@code String}, {@code BigDecimal}, {@code
 * Boolean}, {@code List} or {@code Map}. An unknown value is an absent key, never {@code null}.
 */
@NullMarked
package bidloom.domain;

import org.jspecify.annotations.NullMarked;
