/** The remedies for lost work that were weighed once, beside ours, on the same workload. */
@NullMarked
package bidloom.bench.compare;

import org.jspecify.annotations.NullMarked;
