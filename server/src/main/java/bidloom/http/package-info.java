/** The door for people and programs. */
@NullMarked
package bidloom.http;

import org.jspecify.annotations.NullMarked;
