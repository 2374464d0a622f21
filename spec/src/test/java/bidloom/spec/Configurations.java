package bidloom.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configurations of the model as they are on disk. */
final class Configurations {
  private static final Pattern GUARDS = Pattern.compile("(?s)\nGuards == \\{(.*?)}");
  private static final Pattern WITHOUT = Pattern.compile("Without = \\{(.*?)}");
  private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");

  private Configurations() {}

  /** The names in a folder, without {@code .cfg}. */
  static Set<String> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Tlc.MODEL.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .map(file -> file.substring(0, file.lastIndexOf('.')))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The guards that a module knows. */
  static Set<String> guards(String module) throws IOException {
    return quoted(GUARDS, module + ".tla");
  }

  /** The guards that a configuration takes away. */
  static Set<String> without(String folder, String name) throws IOException {
    return quoted(WITHOUT, folder + "/" + name + ".cfg");
  }

  private static Set<String> quoted(Pattern part, String file) throws IOException {
    Matcher found = part.matcher(Files.readString(Tlc.MODEL.resolve(file)));
    if (!found.find()) {
      throw new IllegalStateException(file + " has nothing like " + part);
    }
    return QUOTED
        .matcher(found.group(1))
        .results()
        .map(m -> m.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
