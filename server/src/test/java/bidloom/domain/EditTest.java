package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EditTest {
  private static final Map<String, Object> FIELDS = Map.of("title", "A", "source", "portal");

  private static Edit edit() {
    TreeMap<String, Optional<Object>> changes = new TreeMap<>();
    changes.put("title", Optional.of("B"));
    changes.put("source", Optional.empty());
    changes.put("stage", Optional.empty());
    return new Edit(changes);
  }

  @Test
  void itSetsAndClearsAndLeavesTheRest() {
    assertThat(edit().applyTo(Map.of("title", "A", "source", "portal", "owner", "ada")))
        .isEqualTo(Map.of("title", "B", "owner", "ada"));
  }

  @Test
  void onlyRealChangesCount() {
    assertThat(edit().against(FIELDS))
        .containsExactly(
            new FieldChange("source", Optional.of("portal"), Optional.empty()),
            new FieldChange("title", Optional.of("A"), Optional.of("B")));
    assertThat(Edit.setting(FIELDS).against(FIELDS)).isEmpty();
    assertThat(Edit.NONE.isEmpty()).isTrue();
  }

  @Test
  void fieldsCanBeTakenOut() {
    assertThat(edit().without(Set.of("title", "stage")).changes()).containsOnlyKeys("source");
  }
}
