/** The quick scan: what a customer's web site shows, and which business line fits. */
@NullMarked
package bidloom.agents.scan;

import org.jspecify.annotations.NullMarked;
