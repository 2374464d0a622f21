package bidloom.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.agents.builtin.Desk.Decided;
import bidloom.domain.Notice;
import bidloom.domain.Refusal;
import bidloom.domain.Requirements;
import bidloom.domain.Requirements.Classification;
import bidloom.intake.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Judges real notices; skipped where they are not beside the project. */
class RealTendersTest {
  /** CPV divisions that have nothing to do with software: goods, works and other services. */
  private static final Set<String> FOREIGN =
      Set.of(
          "03", "09", "14", "15", "16", "18", "19", "22", "24", "31", "34", "37", "39", "41", "42",
          "43", "44", "45", "55", "60", "65", "66", "70", "77", "85", "90");

  private static final List<Decided> FOREIGN_WORK = new ArrayList<>();
  private static final List<Decided> CUSTOM_SOFTWARE = new ArrayList<>();

  @BeforeAll
  static void decideThemAll() throws Exception {
    for (Path file : files()) {
      for (Notice notice : read(file)) {
        Optional<String> main =
            notice.requirements().classifications().stream()
                .filter(c -> c.scheme().equals("CPV"))
                .map(Classification::code)
                .findFirst();
        if (main.filter(c -> FOREIGN.contains(c.substring(0, 2))).isPresent()) {
          FOREIGN_WORK.add(Desk.decide(notice.requirements()));
        } else if (main.filter(c -> c.startsWith("7223") || c.startsWith("7241")).isPresent()) {
          CUSTOM_SOFTWARE.add(decideInTime(notice.requirements()));
        }
      }
    }
  }

  @Test
  void noForeignWorkIsABidAndItsCapabilityIsFarOff() {
    assertThat(FOREIGN_WORK).hasSizeGreaterThan(60);
    assertThat(FOREIGN_WORK)
        .allSatisfy(
            decided -> {
              assertThat(decided.decision()).isEqualTo("NO_BIT");
              assertThat(decided.score("capability")).isLessThan(45);
            });
    assertThat(FOREIGN_WORK.stream().filter(d -> d.score("capability") < 10).count())
        .isGreaterThan(FOREIGN_WORK.size() * 9L / 10);
  }

  @Test
  void customSoftwareIsMostlyABid() {
    long bids = CUSTOM_SOFTWARE.stream().filter(d -> d.decision().equals("BIT")).count();

    assertThat(CUSTOM_SOFTWARE).hasSizeGreaterThan(3);
    assertThat(bids * 10).isGreaterThanOrEqualTo(CUSTOM_SOFTWARE.size() * 7L);
  }

  /** Old notices are past their deadline; what is asked here is whether the work is ours. */
  private static Decided decideInTime(Requirements requirements) throws Exception {
    Map<String, Object> values = new TreeMap<>(requirements.values());
    values.remove("submissionDeadline");
    return Desk.decide(new Requirements(values));
  }

  private static List<Notice> read(Path file) throws IOException {
    try {
      return Intake.read(Files.readAllBytes(file));
    } catch (Refusal notANotice) {
      return List.of();
    }
  }

  private static List<Path> files() throws IOException {
    Path root = data();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(f -> f.toString().endsWith(".xml") || f.toString().endsWith(".json"))
          .filter(f -> f.toFile().length() < 100_000)
          .sorted()
          .toList();
    }
  }

  private static Path data() {
    Optional<Path> named = Optional.ofNullable(System.getProperty("bidloom.data")).map(Path::of);
    Optional<Path> above =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(folder -> folder.resolve("shared/data"))
            .filter(Files::isDirectory)
            .findFirst();
    Optional<Path> data = named.or(() -> above);
    Assumptions.assumeTrue(data.isPresent(), "no shared/data folder beside the project");
    return data.orElseThrow().resolve("dev");
  }
}
