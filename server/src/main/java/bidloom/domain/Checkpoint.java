package bidloom.domain;

import java.util.Map;

/**
 * A finished agent's output, kept until the run is gone (guarantee G9).
 *
 * @param epoch under which it was written
 * @param failed true where the agent failed and the output tells why
 */
public record Checkpoint(
    RunId runId, String agent, long epoch, boolean failed, Map<String, Object> output) {}
