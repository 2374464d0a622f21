/**
 * The product under a simulated clock, scheduler and store: nodes crash, stall and lose answers,
 * and every history is reproducible from its seed.
 */
@NullMarked
package bidloom.simulation;

import org.jspecify.annotations.NullMarked;
