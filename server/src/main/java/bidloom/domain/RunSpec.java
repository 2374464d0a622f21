package bidloom.domain;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a run kind before it runs.
 *
 * @param agents their names, in the order in which people see them
 * @param reads the fields that any of them reads: the read set that a commit validates
 */
public record RunSpec(List<String> agents, Set<String> reads) {
  public RunSpec {
    agents = List.copyOf(agents);
    reads = new TreeSet<>(reads);
  }
}
