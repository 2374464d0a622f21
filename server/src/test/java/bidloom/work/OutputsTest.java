package bidloom.work;

import static org.assertj.core.api.Assertions.assertThat;

import bidloom.agents.AgentOutput;
import bidloom.domain.Values;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OutputsTest {
  @Test
  void aKeptOutputIsReadBackAsItWas() {
    for (OptionalInt score : List.of(OptionalInt.empty(), OptionalInt.of(70))) {
      AgentOutput output = new AgentOutput(score, 80, "good", Map.of("risks", List.of("late")));
      assertThat(Outputs.read(Values.canonicalObject(Outputs.write(output)))).isEqualTo(output);
    }
  }

  @Test
  void whatIsNotOfItsFormIsUnknown() {
    assertThat(Outputs.read(Map.of("score", "high", "confidence", "sure", "result", "good")))
        .isEqualTo(new AgentOutput(OptionalInt.empty(), 0, "", Map.of()));
  }

  @Test
  void aKeptFailureTellsWhy() {
    assertThat(Outputs.failure("unreadable", "Can't read it."))
        .isEqualTo(Map.of("code", "unreadable", "message", "Can't read it."));
    assertThat(Outputs.message(Outputs.failure("unreadable", "Can't read it.")))
        .isEqualTo("Can't read it.");
  }
}
