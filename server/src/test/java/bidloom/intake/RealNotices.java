package bidloom.intake;

import bidloom.protocol.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real notices beside the project: {@code shared/data} in a folder above, or where the property
 * {@code bidloom.data} says. They are not part of it; tests over them are skipped where they are
 * absent.
 */
final class RealNotices {
  private RealNotices() {}

  /** A line of the manifest: what a notice says, as it was established by hand. */
  record Truth(
      Path file,
      String format,
      String title,
      Optional<String> code,
      Optional<BigDecimal> value,
      Optional<String> currency,
      Optional<String> deadline) {
    static Truth of(Path root, Map<String, Object> line) {
      List<?> value = line.get("value") instanceof List<?> pair ? pair : List.of();
      return new Truth(
          root.resolve(text(line, "file").orElseThrow()),
          text(line, "format").orElseThrow(),
          line.get("title") instanceof String title ? title : "",
          text(line, "class_code"),
          Optional.ofNullable((Object) value.getFirst()).map(v -> new BigDecimal(v.toString())),
          Optional.ofNullable(value.getLast()).map(Object::toString),
          text(line, "deadline"));
    }

    private static Optional<String> text(Map<String, Object> line, String member) {
      return Optional.ofNullable((String) line.get(member));
    }
  }

  static List<Truth> manifest() throws IOException {
    Path root = root();
    try (Stream<String> lines = Files.lines(root.resolve("manifest.jsonl"))) {
      return lines.map(line -> Truth.of(root, Json.readObject(line))).toList();
    }
  }

  private static Path root() {
    String named = System.getProperty("bidloom.data");
    Path here = Path.of("").toAbsolutePath();
    Optional<Path> found =
        named != null
            ? Optional.of(Path.of(named))
            : Stream.iterate(here, Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/data"))
                .filter(folder -> Files.exists(folder.resolve("manifest.jsonl")))
                .findFirst();
    Assumptions.assumeTrue(
        found.isPresent(), "skipped: no shared/data with real notices above " + here);
    return found.orElseThrow();
  }
}
