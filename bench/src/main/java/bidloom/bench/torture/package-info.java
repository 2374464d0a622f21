/**
 * The black-box check of the guarantees: real servers, real HTTP, killed, stopped, cut off and
 * restarted, and a judgement over what was recorded. Everything is on loopback and ends by itself.
 */
@NullMarked
package bidloom.bench.torture;

import org.jspecify.annotations.NullMarked;
