package bidloom.agents.builtin;

import java.util.List;
import java.util.Map;

/**
 * A thing that tenders are about.
 *
 * @param it whether it belongs to information technology
 * @param cpv the beginnings of its CPV codes
 * @param near how close other concepts are (0-1), by id
 */
record Concept(
    String id,
    boolean it,
    String name,
    List<String> cpv,
    Map<String, Double> near,
    List<Term> terms) {
  /** How much of the code this concept's longest fitting beginning covers; 0 where none fits. */
  int fit(String code) {
    return cpv.stream().filter(code::startsWith).mapToInt(String::length).max().orElse(0);
  }
}
