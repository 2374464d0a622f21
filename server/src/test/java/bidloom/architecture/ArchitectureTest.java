package bidloom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between the rooms hold, and every rule about them can fail. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("bidloom");
  private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages("planted");

  /** A rule, and words of the violations that planted classes must cause. */
  static Stream<Arguments> rules() {
    return Stream.of(
        rule("rooms", Rooms::useOnlyWhatTheyMay, "domain.Leaky", "http.Reaches", "work.Assembles"),
        rule("a room for all", Walls::everyClassHasARoom, "nowhere.Stray"),
        rule("plain domain", Walls::theDomainIsPlainJava, "domain.Wired"),
        rule("SQL", Walls::sqlStaysInTheStore, "service.Queries"),
        rule("web", Walls::theWebStaysAtTheDoor, "log.Routes"),
        rule("injection", Walls::injectionStaysAtTheDoorAndInTheAssembly, "service.Injected"),
        rule("documents", Walls::documentLibrariesStayInIntake, "service.Parses"),
        rule(
            "threads",
            Walls::threadsAndLocksHaveTheirRooms,
            "service.Pools",
            "domain.Locks",
            "agents.Forks",
            "agents.Spawns"),
        rule("printing", Walls::nothingPrints, "work.Prints", "work.Complains", "work.Traces"),
        rule("cycles", Walls::packagesFormNoCycle, "agents.Hen", "agents.egg.Egg"));
  }

  private static Arguments rule(
      String name, Function<String, ArchRule> rule, String... plantedOffenders) {
    return Arguments.of(name, rule, plantedOffenders);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void theProductKeeps(String name, Function<String, ArchRule> rule, String... offenders) {
    assertThat(PRODUCT).hasSizeGreaterThan(100);
    rule.apply("bidloom").check(PRODUCT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void plantedOffendersAreReportedAgainst(
      String name, Function<String, ArchRule> rule, String... offenders) {
    EvaluationResult result = rule.apply("planted").evaluate(OFFENDERS);
    String report = String.join("\n", result.getFailureReport().getDetails());
    for (String offender : offenders) {
      assertThat(report).contains("planted." + offender);
    }
  }
}
