/** The wire: records that travel between Bidloom and its clients, and their JSON form. */
@NullMarked
package bidloom.protocol;

import org.jspecify.annotations.NullMarked;
