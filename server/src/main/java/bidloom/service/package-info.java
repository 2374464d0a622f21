/** Use cases. This room owns the transactions. */
@NullMarked
package bidloom.service;

import org.jspecify.annotations.NullMarked;
