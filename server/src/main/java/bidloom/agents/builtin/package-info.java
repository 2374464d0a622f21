/**
 * The built-in analysts, the extractor and their coordinators: rules, offline and deterministic.
 */
@NullMarked
package bidloom.agents.builtin;

import org.jspecify.annotations.NullMarked;
