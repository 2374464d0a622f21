package bidloom.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guarantees hold in the model, and none of its guards can be spared. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelTest {
  /** Taken in must-fail configurations only. */
  private static final Set<String> FORBIDDEN = Set.of("Leak");

  @TempDir static Path scratch;
  private static Tlc tlc;

  private static final Map<String, Long> taken = new TreeMap<>();

  @BeforeAll
  static void start() {
    tlc = new Tlc(scratch);
  }

  @Order(1)
  @ParameterizedTest
  @CsvSource({
    "Bidloom.OneRun,      40000",
    "Bidloom.TwoRuns,     90000",
    "Bidloom.RunsEnd,       900",
    "Bidloom.SecondLine,    900",
    "Stream.Delivers,     20000",
    "Stream.Ends,           900",
    "Locks.OneStep,         200",
    "Locks.FirstLine,       200",
    "Locks.SecondLine,      200",
  })
  void theProtocolKeepsItsGuarantees(String name, long states)
      throws IOException, InterruptedException {
    Verdict verdict = tlc.check("holds/" + name + ".cfg", "-coverage", "60");
    assertThat(verdict.holds()).as(verdict.output()).isTrue();
    assertThat(verdict.states()).as("a model in which little happens").isGreaterThan(states);
    verdict.taken().forEach((action, times) -> taken.merge(action, times, Long::sum));
  }

  @Order(2)
  @Test
  void everyActionIsTaken() {
    Map<String, Long> never = new TreeMap<>(taken);
    never.values().removeIf(times -> times > 0);
    assertThat(taken).hasSizeGreaterThan(30);
    assertThat(never.keySet()).isEqualTo(FORBIDDEN);
  }

  @Order(3)
  @ParameterizedTest
  @CsvSource({
    "Bidloom.VersionCheck,           G1_NoLostUpdate",
    "Bidloom.OverlapCheck,           G1_NoLostUpdate",
    "Bidloom.HeartbeatLeavesVersion, G2_VersionChain",
    "Bidloom.StatusCheck,            G3_LegalStatus",
    "Bidloom.UniqueIndex,            G4_SingleFlight",
    "Bidloom.StartInOneTransaction,  G5_StatusRunAgreement",
    "Bidloom.EpochOnCommit,          G6_Fenced",
    "Bidloom.StateOnCommit,          G6_Fenced",
    "Bidloom.EpochOnCheckpoint,      G6_Fenced",
    "Bidloom.EpochOnEvent,           G6_Fenced",
    "Bidloom.EndInOneTransaction,    G7_AtomicOutcome",
    "Bidloom.InputCheck,             G8_ValidResult",
    "Bidloom.ResumeFromCheckpoints,  G9_NoLostOutput",
    "Bidloom.KeepProposal,           G9_NoLostOutput",
    "Bidloom.KeepOnCancel,           G9_WorkIsKept",
    "Bidloom.PeoplesValues,          G10_HumanFirst",
    "Bidloom.Reaper,                 temporal",
    "Stream.PublishAfterCommit,      G12_GaplessStream",
    "Stream.BehindCheck,             G12_GaplessStream",
    "Stream.ResumeFromCursor,        G12_GaplessStream",
    "Stream.ExplicitReset,           G12_NeverSilence",
    "Stream.GoneWhenPruned,          temporal",
    "Stream.Poll,                    temporal",
    "Locks.RowLock,                  OneStep",
    "Locks.VersionInSwap,            G1_NoWriteLost",
    "Locks.LockOrder,                deadlock",
  })
  void withoutAGuardAGuaranteeBreaks(String name, String guarantee)
      throws IOException, InterruptedException {
    Verdict verdict = tlc.check("breaks/" + name + ".cfg");
    assertThat(verdict.violated()).as(verdict.output()).contains(guarantee);
  }

  /** The rows above and the files agree with the guards that the modules have. */
  @Test
  void everyGuardIsTakenAwayOnce() throws IOException {
    Set<String> guards = new TreeSet<>();
    for (String module : Set.of("Bidloom", "Stream", "Locks")) {
      Configurations.guards(module).forEach(guard -> guards.add(module + "." + guard));
    }
    assertThat(Configurations.in("breaks")).isEqualTo(guards);
    for (String name : guards) {
      assertThat(Configurations.without("breaks", name))
          .contains(name.substring(name.indexOf('.') + 1));
    }
  }
}
