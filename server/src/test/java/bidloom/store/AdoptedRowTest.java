package bidloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is JSON in the origin's columns stays where it is, the rest goes to the left-overs. */
class AdoptedRowTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          assigned_team | ["ada"]  | true
          assigned_team | {"a":1}  | false
          assigned_team | "ada"    | false
          assigned_team | ada      | false
          metadata      | {"a":1}  | true
          metadata      | ["ada"]  | false
          metadata      | "text"   | false
          metadata      | {broken  | false
          """)
  void aTeamIsAListAndAllElseAnObject(String column, String text, boolean stays) {
    Map<String, Object> leftOver = new TreeMap<>();
    Optional<String> kept = AdoptedRow.json(column, Optional.of(text), leftOver);
    assertThat(kept).isEqualTo(stays ? Optional.of(text) : Optional.empty());
    assertThat(leftOver).isEqualTo(stays ? Map.of() : Map.of(column, text));
  }

  @Test
  void whereThereIsNothingNothingIsLeftOver() {
    Map<String, Object> leftOver = new TreeMap<>();
    assertThat(AdoptedRow.json("assigned_team", Optional.empty(), leftOver)).isEmpty();
    assertThat(AdoptedRow.metadata(Optional.empty(), leftOver)).isEmpty();
    assertThat(leftOver).isEmpty();
  }

  @Test
  void theMetadataKeepWhatHadNoPlace() {
    assertThat(AdoptedRow.metadata(Optional.of("{\"b\":1}"), new TreeMap<>()))
        .contains("{\"b\":1}");
    assertThat(AdoptedRow.metadata(Optional.of("{\"b\":1}"), new TreeMap<>(Map.of("a", "x"))))
        .contains("{\"b\":1,\"origin\":{\"a\":\"x\"}}");
    assertThat(AdoptedRow.metadata(Optional.of("[1]"), new TreeMap<>()))
        .contains("{\"origin\":{\"metadata\":\"[1]\"}}");
  }

  @Test
  void onlyTextIsTakenForAName() {
    assertThat(AdoptedRow.member(Map.of("title", "Signs"), "title")).contains("Signs");
    assertThat(AdoptedRow.member(Map.of("title", 7), "title")).isEmpty();
    assertThat(AdoptedRow.member(Map.of(), "title")).isEmpty();
  }
}
