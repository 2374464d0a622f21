/** The door for time: runs are claimed, kept alive, fenced, executed and reaped here. */
@NullMarked
package bidloom.work;

import org.jspecify.annotations.NullMarked;
