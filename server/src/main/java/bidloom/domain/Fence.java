package bidloom.domain;

/**
 * The right to write for a run: its id and the fencing token of one acquisition (guarantee G6). A
 * write under an older epoch than the row's has no effect.
 */
public record Fence(RunId runId, long epoch) {}
