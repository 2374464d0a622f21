package bidloom.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guarantees hold in every state of the model within small bounds. */
class GuaranteesTest {
  /** Taken in must-fail configurations only. */
  private static final Set<String> FORBIDDEN = Set.of("Leak");

  @TempDir static Path scratch;

  @ParameterizedTest
  @CsvSource({
    "Bidloom.OneRun,      40000",
    "Bidloom.TwoRuns,     60000",
    "Bidloom.RunsEnd,       900",
    "Bidloom.SecondLine,    200",
    "Stream.Delivers,      9000",
    "Stream.Ends,           900",
    "Locks.OneStep,         200",
    "Locks.FirstLine,       200",
    "Locks.SecondLine,      200",
  })
  void theProtocolKeepsItsGuarantees(String name, long states)
      throws IOException, InterruptedException {
    Verdict verdict = Tlc.thorough(scratch).check("holds/" + name + ".cfg");
    assertThat(verdict.holds()).as(verdict.output()).isTrue();
    assertThat(verdict.states()).as("a model in which little happens").isGreaterThan(states);
  }

  @Test
  void everyActionIsTaken() throws IOException, InterruptedException {
    Map<String, Long> taken = new TreeMap<>();
    for (String name : List.of("Bidloom.Proposal", "Bidloom.SecondRun", "Stream", "Locks")) {
      Verdict verdict = Tlc.counting(scratch).check("reaches/" + name + ".cfg");
      assertThat(verdict.holds()).as(verdict.output()).isTrue();
      verdict.taken().forEach((action, times) -> taken.merge(action, times, Long::sum));
    }
    assertThat(taken).hasSizeGreaterThan(30);
    taken.values().removeIf(times -> times > 0);
    assertThat(taken.keySet()).as("actions that are never taken").isEqualTo(FORBIDDEN);
  }
}
