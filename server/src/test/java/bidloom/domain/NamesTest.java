package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The words on the wire and in the columns: clients and databases know them, so they are fixed. */
class NamesTest {
  @Test
  void statuses() {
    assertThat(Arrays.stream(BidStatus.values()).map(BidStatus::wireName))
        .containsExactly(
            "draft",
            "extracting",
            "reviewing",
            "quick_scanning",
            "scanned",
            "evaluating",
            "bit_decided",
            "routed",
            "team_assigned",
            "archived");
    for (BidStatus status : BidStatus.values()) {
      assertThat(BidStatus.named(status.wireName())).isEqualTo(status);
    }
    assertThatThrownBy(() -> BidStatus.named("lost")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void runKinds() {
    assertThat(Arrays.stream(RunKind.values()).map(RunKind::wireName))
        .containsExactly("extraction", "quick_scan", "evaluation");
    for (RunKind kind : RunKind.values()) {
      assertThat(RunKind.named(kind.wireName())).isEqualTo(kind);
    }
  }

  @Test
  void runStatesOfWhichOnlyOneIsNotFinal() {
    assertThat(Arrays.stream(RunState.values()).map(RunState::wireName))
        .containsExactly("running", "committed", "stale", "failed", "cancelled");
    for (RunState state : RunState.values()) {
      assertThat(RunState.named(state.wireName())).isEqualTo(state);
      assertThat(state.ended()).isEqualTo(state != RunState.RUNNING);
    }
  }

  @Test
  void eventsOfWhichTheLastFourEndALog() {
    assertThat(Arrays.stream(RunEvent.Type.values()).map(RunEvent.Type::wireName))
        .containsExactly(
            "start",
            "agent-progress",
            "agent-complete",
            "decision",
            "complete",
            "conflict",
            "error",
            "abort");
    assertThat(Arrays.stream(RunEvent.Type.values()).filter(RunEvent.Type::terminal))
        .extracting(RunEvent.Type::wireName)
        .containsExactly("complete", "conflict", "error", "abort");
    for (RunEvent.Type type : RunEvent.Type.values()) {
      assertThat(RunEvent.Type.named(type.wireName())).isEqualTo(type);
    }
  }

  @Test
  void fieldsOfRequirements() {
    for (RequirementField field : RequirementField.values()) {
      assertThat(RequirementField.named(field.wireName())).contains(field);
      assertThat(field.fieldName()).isEqualTo("requirements." + field.wireName());
    }
    assertThat(RequirementField.BUDGET.wireName()).isEqualTo("budget");
  }

  @Test
  void idsReadAsThemselves() {
    assertThat(new BidId("b1")).hasToString("b1");
    assertThat(new RunId("r1")).hasToString("r1");
  }
}
