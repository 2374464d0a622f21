/** A client of Bidloom for programs: requests, and an event stream that resumes. */
@NullMarked
package bidloom.client;

import org.jspecify.annotations.NullMarked;
