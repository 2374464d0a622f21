/** A command that does nothing. */
@NullMarked
package bidloom.empty;

import org.jspecify.annotations.NullMarked;
