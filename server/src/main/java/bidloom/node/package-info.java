/** One Bidloom process: the rooms put together, started and stopped. */
@NullMarked
package bidloom.node;

import org.jspecify.annotations.NullMarked;
