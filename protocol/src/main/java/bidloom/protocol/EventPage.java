package bidloom.protocol;

import java.util.List;
import java.util.Map;

/**
 * A page of a run's log.
 *
 * @param items the events in order
 * @param last the cursor for the next page
 * @param ended true where no event will follow
 */
public record EventPage(List<Map<String, Object>> items, long last, boolean ended) {}
