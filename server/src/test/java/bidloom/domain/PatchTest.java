package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatchTest {
  private static List<Refusal.Invalid.Fault> faults(Map<String, ? extends @Nullable Object> patch) {
    return catchThrowableOfType(Refusal.Invalid.class, () -> Patch.read(patch)).faults();
  }

  private static Refusal.Invalid.Fault fault(String pointer, String message) {
    return new Refusal.Invalid.Fault(pointer, message);
  }

  @Test
  void membersAreFieldsAndRequirementsArePatchedOneByOne() {
    Edit edit =
        Patch.read(
            Map.of(
                "title",
                "A",
                "requirements",
                Map.of("durationMonths", 12.0, "start", "2026-11-24")));
    assertThat(edit.changes())
        .isEqualTo(
            Map.of(
                "title", Optional.of("A"),
                "requirements.durationMonths", Optional.of(new BigDecimal("12")),
                "requirements.start", Optional.of("2026-11-24")));
  }

  @Test
  void nullClears() {
    assertThat(Patch.read(Collections.singletonMap("title", null)).changes())
        .isEqualTo(Map.of("title", Optional.empty()));
    assertThat(
            Patch.read(Map.of("requirements", Collections.singletonMap("scope", null))).changes())
        .isEqualTo(Map.of("requirements.scope", Optional.empty()));
  }

  @Test
  void everyFaultIsNamedWithItsPlace() {
    assertThat(faults(Map.of("colour", "red")))
        .containsExactly(fault("/colour", "There is no field \"colour\"."));
    assertThat(faults(Map.of("requirements", Map.of("colour", 1))))
        .containsExactly(fault("/requirements/colour", "There is no requirement \"colour\"."));
    assertThat(faults(Map.of("requirements", "all")))
        .containsExactly(fault("/requirements", "\"requirements\" takes an object."));
    assertThat(faults(Map.of("title", 1, "source", List.of()))).hasSize(2);
  }

  @Test
  void whatChangesByAnActionIsNotEdited() {
    for (String field : List.of("decision", "outcome", "assignedTeam", "inputType")) {
      assertThat(faults(Map.of(field, "x")))
          .containsExactly(
              fault(
                  "/" + field,
                  "\"%s\" is not edited; it changes by an action of its own.".formatted(field)));
    }
    assertThat(faults(Map.of("status", "routed")))
        .containsExactly(fault("/status", "There is no field \"status\"."));
    assertThat(faults(Map.of("version", 9))).hasSize(1);
  }

  @Test
  void everyTypeIsChecked() {
    assertThat(faults(Map.of("requirements", Map.of("durationMonths", "twelve"))))
        .containsExactly(fault("/requirements/durationMonths", "Expected a number."));
    assertThat(faults(Map.of("requirements", Map.of("start", "24.11.2026"))))
        .containsExactly(fault("/requirements/start", "Expected a date such as 2026-11-24."));
    assertThat(faults(Map.of("requirements", Map.of("start", "2026-02-30")))).hasSize(1);
    assertThat(faults(Map.of("requirements", Map.of("budget", List.of()))))
        .containsExactly(fault("/requirements/budget", "Expected an object."));
    assertThat(faults(Map.of("requirements", Map.of("scope", List.of("a", 1)))))
        .containsExactly(fault("/requirements/scope", "Expected a list of at most 10000 texts."));
    assertThat(faults(Map.of("requirements", Map.of("lots", List.of("a")))))
        .containsExactly(fault("/requirements/lots", "Expected a list of at most 10000 objects."));
    assertThat(faults(Map.of("title", true)))
        .containsExactly(
            fault("/title", "Expected a text of at most 100000 characters without NUL."));
  }

  @Test
  void everyTypeIsTaken() {
    Map<String, Object> requirements =
        Map.of(
            "scope", List.of("a", "b"),
            "lots", List.of(Map.of("id", "1")),
            "budget", Map.of("currency", "EUR"),
            "durationMonths", new BigDecimal("12"),
            "start", "2026-11-24");
    assertThat(Patch.read(Map.of("requirements", requirements)).changes().values())
        .containsExactlyInAnyOrderElementsOf(
            requirements.values().stream().<Optional<Object>>map(Optional::of).toList());
  }

  @Test
  void textsAreBounded() {
    assertThat(Patch.read(Map.of("title", "x".repeat(100_000))).isEmpty()).isFalse();
    assertThat(faults(Map.of("title", "x".repeat(100_001)))).hasSize(1);
    assertThat(faults(Map.of("title", "a\0b"))).hasSize(1);
    assertThat(faults(Map.of("title", "\0"))).hasSize(1);
    assertThat(Patch.read(Map.of("rawInput", "x".repeat(100_001))).isEmpty()).isFalse();
    assertThat(
            Patch.read(Map.of("requirements", Map.of("scope", Collections.nCopies(10_000, "x"))))
                .isEmpty())
        .isFalse();
    assertThat(faults(Map.of("requirements", Map.of("scope", Collections.nCopies(10_001, "x")))))
        .hasSize(1);
  }
}
