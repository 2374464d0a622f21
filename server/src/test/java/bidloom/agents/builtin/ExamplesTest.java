package bidloom.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.agents.builtin.Desk.Decided;
import bidloom.domain.Notice;
import bidloom.intake.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {
  private static final String CASES =
      """
      web-portal.ocds.json        | ocds     | en | BIT    | false | false
      fachverfahren.ted.xml       | ted-xml  | de | BIT    | false | false
      website-relaunch.md         | markdown | de | BIT    | false | false
      data-platform.txt           | text     | en | BIT    | false | false
      anfrage.txt                 | text     | de | BIT    | false | true
      learning-platform.md        | markdown | en | BIT    | true  | false
      kundenportal.pdf            | pdf      | de | NO_BIT | false | false
      cloud-support.sam.json      | sam      | en | NO_BIT | false | false
      museum-app-expired.md       | markdown | en | NO_BIT | false | false
      schulverpflegung.eforms.xml | eforms   | de | NO_BIT | false | true
      road-works.ocds.json        | ocds     | en | NO_BIT | false | false
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CASES)
  void anExampleComesOutAsItsReadmeSays(
      String file,
      String format,
      String language,
      String decision,
      boolean conditional,
      boolean needsConfirmation)
      throws Exception {
    Notice notice = Intake.read(Files.readAllBytes(examples().resolve(file))).getFirst();
    Decided decided = Desk.decide(notice.requirements());

    assertThat(notice.format()).isEqualTo(format);
    assertThat(notice.requirements().values()).containsEntry("language", language);
    assertThat(decided.decision()).isEqualTo(decision);
    assertThat(decided.get("conditional")).isEqualTo(conditional);
    assertThat(decided.get("needsConfirmation")).isEqualTo(needsConfirmation);
    assertThat(Files.readString(examples().resolve("README.md"))).contains("`" + file + "`");
  }

  @Test
  void everyExampleIsHeldToItsDecision() throws IOException {
    Set<String> held = new TreeSet<>();
    CASES.lines().forEach(line -> held.add(line.substring(0, line.indexOf('|')).strip()));
    try (Stream<Path> files = Files.list(examples())) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> !f.equals("README.md")))
          .containsExactlyInAnyOrderElementsOf(held);
    }
  }

  private static Path examples() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("examples/README.md"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no examples folder above this one");
    }
    return folder.resolve("examples");
  }
}
