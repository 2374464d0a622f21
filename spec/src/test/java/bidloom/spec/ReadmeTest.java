package bidloom.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's tables name what there is, and all of it. */
class ReadmeTest {
  private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");
  private static final Pattern NAMED = Pattern.compile("(?m)^\\| `([\\w.]+)` \\|");
  private static final Pattern GUARANTEE = Pattern.compile("(?m)^(G\\d+_\\w+) *==");
  private static final Pattern DISJUNCTION = Pattern.compile("(?s)\n(?:Stream)?Next ==(.*?)\n\n");
  private static final Pattern ACTION = Pattern.compile("(?:\\\\/|:)\\s*([A-Z]\\w+)");
  private static final Set<String> MODULES = Set.of("Bidloom", "Stream", "Locks");

  private final String readme = read(Path.of("README.md"));

  @Test
  void everyMemberIsInItsClass() throws IOException {
    Map<String, String> classes = classes(Path.of("..", "server", "src"));
    List<String> gone =
        MEMBER
            .matcher(readme)
            .results()
            .filter(member -> !MODULES.contains(member.group(1)))
            .filter(
                member ->
                    !Pattern.compile("\\b" + member.group(2) + "\\b")
                        .matcher(classes.getOrDefault(member.group(1), ""))
                        .find())
            .map(member -> member.group())
            .toList();
    assertThat(gone).isEmpty();
    assertThat(MEMBER.matcher(readme).results().count()).isGreaterThan(80);
  }

  @Test
  void everyActionAndEveryGuardHasItsRow() throws IOException {
    Set<String> rows = found(NAMED, readme);
    Set<String> expected = new TreeSet<>(Configurations.in("breaks"));
    for (String module : MODULES) {
      found(DISJUNCTION, read(Tlc.MODEL.resolve(module + ".tla")))
          .forEach(next -> expected.addAll(found(ACTION, next)));
    }
    expected.remove("Over"); // nothing is left to do
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void everyGuaranteeOfTheModelIsNamed() {
    for (String module : MODULES) {
      for (String name : found(GUARANTEE, read(Tlc.MODEL.resolve(module + ".tla")))) {
        assertThat(readme).contains("`" + name + "`");
      }
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The sources by the name of their class. */
  private static Map<String, String> classes(Path root) throws IOException {
    Map<String, String> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file -> classes.put(file.getFileName().toString().replace(".java", ""), read(file)));
    }
    return classes;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
