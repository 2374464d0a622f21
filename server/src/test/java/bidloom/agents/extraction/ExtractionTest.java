package bidloom.agents.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bidloom.agents.AgentFailure;
import bidloom.agents.AgentOutput;
import bidloom.agents.AgentTask;
import bidloom.agents.Outcome;
import bidloom.agents.Plan;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ExtractionTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private final Plan plan = Extraction.plan();

  private static AgentTask task(Map<String, Object> fields) {
    return new AgentTask(fields, NOW);
  }

  private AgentOutput work(AgentTask task) throws Exception {
    return plan.agents().getFirst().work(task, (fraction, message) -> {});
  }

  @Test
  void theExtractorReadsTheDocumentAndNothingElse() {
    assertThat(plan.spec().agents()).containsExactly("extractor");
    assertThat(plan.spec().reads()).containsExactly("rawInput");
  }

  @Test
  void aDocumentGivesItsFormatAndRequirements() throws Exception {
    AgentOutput output = work(task(Map.of("rawInput", "A portal is needed.")));
    assertThat(output.result()).containsEntry("format", "text").containsKey("requirements");
    assertThat(output.score()).isEmpty();
    assertThat(output.summary()).matches("\\d+ facts? from a text document");
  }

  @Test
  void aBidWithoutADocumentSaysSo() {
    AgentFailure failure = catchThrowableOfType(AgentFailure.class, () -> work(task(Map.of())));
    assertThat(failure.code()).isEqualTo("no-input");
  }

  @Test
  void aDamagedEncodingIsUnreadable() {
    Map<String, Object> damaged = Map.of("rawInput", "data:application/octet-stream;base64,%%%");
    AgentFailure failure = catchThrowableOfType(AgentFailure.class, () -> work(task(damaged)));
    assertThat(failure.code()).isEqualTo("unreadable");
  }

  @Test
  void whatWasFoundBecomesTheBidsFields() throws Exception {
    Requirements.Found sure = new Requirements.Found(90, "line 1", Optional.empty());
    Requirements found =
        Requirements.builder()
            .put(RequirementField.TITLE, "Portal", sure)
            .put(RequirementField.CUSTOMER_NAME, "Stadt Musterau", sure)
            .put(RequirementField.COUNTRY, "DE", sure)
            .build();
    AgentOutput output =
        new AgentOutput(
            OptionalInt.empty(),
            90,
            "3 facts",
            Map.of("format", "text", "requirements", found.values()));
    Outcome outcome =
        plan.coordinator().coordinate(task(Map.of()), Map.of("extractor", output), Map.of());
    assertThat(outcome.changes())
        .containsOnlyKeys(
            "title",
            "customerName",
            "requirements.title",
            "requirements.customerName",
            "requirements.country",
            "requirements.found")
        .containsEntry("title", "Portal")
        .containsEntry("customerName", "Stadt Musterau");
    assertThat(outcome.summary()).isEqualTo("3 facts");
  }

  @Test
  void aDocumentThatCouldNotBeReadFailsTheRunWithItsReason() {
    AgentFailure failure =
        catchThrowableOfType(
            AgentFailure.class,
            () ->
                plan.coordinator()
                    .coordinate(task(Map.of()), Map.of(), Map.of("extractor", "Not a notice.")));
    assertThat(failure.reason()).isEqualTo("Not a notice.");
  }
}
