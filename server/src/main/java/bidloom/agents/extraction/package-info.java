/** The extraction: a document in, requirements out. */
@NullMarked
package bidloom.agents.extraction;

import org.jspecify.annotations.NullMarked;
