/** The append-only log of a run, its wake-ups and its fan-out to subscribers. */
@NullMarked
package bidloom.log;

import org.jspecify.annotations.NullMarked;
