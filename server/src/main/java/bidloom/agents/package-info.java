/** The agents and their coordinators: what a run executes. They read a bid and never write one. */
@NullMarked
package bidloom.agents;

import org.jspecify.annotations.NullMarked;
