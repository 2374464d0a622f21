/** Formats in, requirements out: tells notices apart by content and reads each format exactly. */
@NullMarked
package bidloom.intake;

import org.jspecify.annotations.NullMarked;
