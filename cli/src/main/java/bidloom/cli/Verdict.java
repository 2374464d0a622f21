package bidloom.cli;

import java.util.Map;
import java.util.Optional;

/**
 * What people read of a decision.
 *
 * @param failure why there is none
 * @param evaluation the whole evaluation as the coordinator wrote it
 * @param agents what each agent came to, by name, in the plan's order; empty where it is not told
 */
record Verdict(
    String heading,
    Optional<String> decision,
    Optional<String> failure,
    Part evaluation,
    Map<String, Part> agents) {}
