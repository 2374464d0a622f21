package bidloom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.cli.Licences.Library;
import bidloom.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The list of what is shipped is whole, and we may ship all of it. Run by {@code ./dev sbom}. */
@EnabledIfSystemProperty(named = "sbom", matches = "true")
class SbomIT {
  private static final Path LIST = Path.of("target/sbom.json");
  private static final Path REPORT = Path.of("target/THIRD-PARTY.txt");
  private static final Path SHIPPED = Path.of("target/quarkus-app/lib");

  private static List<Library> libraries() throws IOException {
    return Licences.of(Json.readObject(Files.readString(LIST)));
  }

  @Test
  void everythingThatIsShippedIsListed() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      List<String> shipped =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar"))
              .toList();
      assertThat(shipped).hasSizeGreaterThan(100);
      assertThat(libraries()).extracting(Library::file).containsAll(shipped);
    }
  }

  @Test
  void everyLicenceIsAllowed() throws IOException {
    List<Library> libraries = libraries();
    Files.write(REPORT, libraries.stream().map(Library::line).toList());
    assertThat(libraries).hasSizeGreaterThan(100);
    assertThat(libraries).filteredOn(library -> !library.allowed()).isEmpty();
  }
}
