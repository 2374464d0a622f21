package bidloom.agents.scan;

import java.util.List;

/**
 * A part of the company that may take the work.
 *
 * @param skills what its people can do: technologies and methods
 * @param keywords what its customers call its work
 */
public record BusinessLine(String name, List<String> skills, List<String> keywords) {
  public BusinessLine {
    skills = List.copyOf(skills);
    keywords = List.copyOf(keywords);
  }
}
