package bidloom.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** None of the guards can be spared: without it, TLC finds how a guarantee breaks. */
@Execution(ExecutionMode.CONCURRENT)
class GuardsTest {
  @TempDir static Path scratch;

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
    Verdict verdict = Tlc.quick(scratch).check("breaks/" + name + ".cfg");
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
