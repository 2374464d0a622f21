/** Measurements. Figures are ratios of one run, or rates of one process. */
@NullMarked
package bidloom.bench;

import org.jspecify.annotations.NullMarked;
