package bidloom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.architecture.Sources.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The repository's texts are tidy, and every check of that can fail. */
class TidyTest {
  private static final Sources REPOSITORY = Sources.ofRepository();
  private static final String MAIN = "server/src/main/java/bidloom/log/Planted.java";
  private static final String TEST = "server/src/test/java/bidloom/log/PlantedTest.java";

  /** A check, and a text that it must report. */
  static Stream<Arguments> checks() {
    return Stream.of(
        check("short files", Tidiness::filesAreShort, MAIN, "\n".repeat(401)),
        check("short methods", Methods::areShort, MAIN, method(39)),
        check("names", Tidiness::namesSayWhatThingsAre, MAIN, "final class LogHelper {}"),
        check("packages", Tidiness::namesSayWhatThingsAre, MAIN.replace("/log/", "/util/"), ""),
        check("types", Tidiness::namesSayWhatThingsAre, MAIN, "  record RunHelper(int a) {}"),
        check("no sleep", Tidiness::testsDoNotSleep, TEST, "  Thread.sleep(10);"),
        check("no unit's sleep", Tidiness::testsDoNotSleep, TEST, "TimeUnit.SECONDS.sleep(1);"),
        check("no handing on of sleep", Tidiness::testsDoNotSleep, TEST, "pause(Thread::sleep);"),
        check("no print", Tidiness::onlyCommandsPrint, MAIN, "System.out.println(1);"),
        check("finished", Tidiness::nothingIsLeftUnfinished, "docs/page.md", "TODO: write this"),
        check("no catch-all", Tidiness::nothingCatchesEverything, MAIN, "} catch (Exception e) {"),
        check(
            "no catch-all among others",
            Tidiness::nothingCatchesEverything,
            MAIN,
            "} catch (IOException | RuntimeException e) {"),
        check(
            "no catch-all over two lines",
            Tidiness::nothingCatchesEverything,
            MAIN,
            "} catch (IOException\n    | RuntimeException e) {"),
        check(
            "no catch-all in a test",
            Tidiness::nothingCatchesEverything,
            TEST,
            "} catch (Exception e) {"),
        check("grants", Tidiness::grantsAreUsed, MAIN, ""),
        check("machine paths", Tidiness::noPathOfAMachine, "dev", "cd /home/" + "someone"),
        check("null-marked", Tidiness::packagesAreNullMarked, MAIN, "package bidloom.log;"),
        check(
            "described modules",
            Tidiness::modulesSayWhatTheyAre,
            "log/pom.xml",
            "<project>\n  <name>Log</name>\n</project>"),
        check("links", MarkdownLinks::lead, "docs/page.md", "[gone](../gone.md#part)"));
  }

  private static Arguments check(
      String name, Function<Sources, List<String>> check, String path, String planted) {
    return Arguments.of(name, check, new Text(path, planted));
  }

  /** A class with a method of that many lines in its body, two more with its braces. */
  private static String method(int lines) {
    return "class Planted {\n  void tooLong() {\n" + "    ;\n".repeat(lines) + "  }\n}\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("checks")
  void theRepositoryIsTidy(String name, Function<Sources, List<String>> check, Text planted) {
    assertThat(REPOSITORY.texts()).hasSizeGreaterThan(100);
    assertThat(check.apply(REPOSITORY)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("checks")
  void aPlantedTextIsReported(String name, Function<Sources, List<String>> check, Text planted) {
    assertThat(check.apply(Sources.of(planted))).isNotEmpty();
  }
}
