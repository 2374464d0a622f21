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
        rule(
            "rooms",
            Rooms::useOnlyWhatTheyMay,
            "domain.Leaky",
            "http.Reaches",
            "work.Assembles",
            "log.Speaks"),
        rule("a room for all", Walls::everyClassHasARoom, "nowhere.Stray"),
        rule("plain domain", Walls::theDomainIsPlainJava, "domain.Wired"),
        rule("SQL", Walls::sqlStaysInTheStore, "service.Queries"),
        rule("web", Walls::theWebStaysAtTheDoor, "log.Routes"),
        rule("injection", Walls::injectionStaysAtTheDoorAndInTheAssembly, "service.Injected"),
        rule("documents", Walls::documentLibrariesStayInIntake, "service.Parses"),
        rule(
            "network",
            Walls::theNetworkStaysInTheScan,
            "intake.Dials",
            "agents.Browses",
            "service.Encrypts"),
        rule("locks", Threads::locksHaveTheirRooms, "domain.Locks"),
        rule(
            "threads",
            Threads::startInTheirRooms,
            "service.Pools",
            "agents.Forks",
            "agents.Spawns",
            "service.Starts",
            "service.Defers",
            "intake.Ticks",
            "http.Tunnels",
            "agents.scan.Crawls"),
        rule("printing", Walls::nothingPrints, "work.Prints", "work.Complains", "work.Traces"),
        rule("cycles", Walls::packagesFormNoCycle, "agents.Hen", "agents.egg.Egg"));
  }

  /** A rule, and a planted class that only comes close to breaking it. */
  static Stream<Arguments> neighbours() {
    return Stream.of(
        rule("rooms", Rooms::useOnlyWhatTheyMay, "log.Maps"),
        rule("network", Walls::theNetworkStaysInTheScan, "service.Points"));
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
    for (String offender : offenders) {
      assertThat(report(rule)).contains("planted." + offender);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("neighbours")
  void plantedNeighboursAreNotReported(
      String name, Function<String, ArchRule> rule, String... neighbours) {
    assertThat(report(rule)).isNotEmpty();
    for (String neighbour : neighbours) {
      assertThat(report(rule)).doesNotContain("planted." + neighbour);
    }
  }

  private static String report(Function<String, ArchRule> rule) {
    EvaluationResult result = rule.apply("planted").evaluate(OFFENDERS);
    return String.join("\n", result.getFailureReport().getDetails());
  }
}
