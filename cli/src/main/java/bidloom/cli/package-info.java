/** The commands. */
@NullMarked
package bidloom.cli;

import org.jspecify.annotations.NullMarked;
