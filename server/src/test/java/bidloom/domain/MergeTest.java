package bidloom.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final Instant AT = Instant.EPOCH;
  private static final Bid BASE =
      new Bid(new BidId("b"), 1, BidStatus.DRAFT, Map.of("title", "A", "source", "portal"), AT, AT);

  private final List<Revision> since = new ArrayList<>();
  private Bid current = BASE;

  private void change(String who, Edit edit) {
    List<FieldChange> changes = edit.against(current.fields());
    current = current.changed(edit, current.status(), AT);
    since.add(
        new Revision(current.id(), current.version(), AT, Actor.user(who), "edited", changes));
  }

  private static Edit set(String field, Object value) {
    return Edit.setting(Map.of(field, value));
  }

  private static Edit clear(String field) {
    return new Edit(new TreeMap<>(Map.of(field, Optional.empty())));
  }

  private List<Merge.Conflict> conflicts(Edit edit) {
    return switch (Merge.merge(current, since, edit)) {
      case Merge.Clean clean -> List.of();
      case Merge.Overlap(List<Merge.Conflict> conflicts) -> conflicts;
    };
  }

  @Test
  void otherFieldsDoNotConflict() {
    change("bo", set("source", "mail"));
    assertThat(conflicts(set("title", "B"))).isEmpty();
  }

  @Test
  void theSameFieldConflictsAndNamesTheLastWhoChangedIt() {
    change("ada", set("title", "B"));
    change("bo", set("title", "C"));
    change("cy", set("source", "mail"));
    assertThat(conflicts(set("title", "D")))
        .containsExactly(
            new Merge.Conflict(
                "title", Optional.of("A"), Optional.of("D"), Optional.of("C"), since.get(1)));
  }

  @Test
  void equalValuesAndReturnedValuesDoNotConflict() {
    change("bo", set("title", "B"));
    assertThat(conflicts(set("title", "B"))).isEmpty();
    change("bo", set("title", "A"));
    assertThat(conflicts(set("title", "C"))).isEmpty();
  }

  @Test
  void clearingIsAChangeLikeAnother() {
    change("bo", clear("title"));
    assertThat(conflicts(set("title", "B"))).hasSize(1);
    assertThat(conflicts(clear("title"))).isEmpty();
    change("bo", set("stage", "warm"));
    assertThat(conflicts(clear("stage"))).hasSize(1);
  }

  @Test
  void oneConflictRefusesTheWholeEdit() {
    change("bo", set("title", "B"));
    assertThat(conflicts(Edit.setting(Map.of("title", "C", "source", "mail")))).hasSize(1);
  }

  /** What G1 says, on random histories: a clean merge loses no other value. */
  @Test
  void aCleanMergeChangesNothingButItsOwnFields() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> fields = List.of("title", "source", "stage", "owner");
    for (int round = 0; round < 2000; round++) {
      current = BASE;
      since.clear();
      for (int i = random.nextInt(5); i > 0; i--) {
        change("bo", randomEdit(random, fields));
      }
      Edit mine = randomEdit(random, fields);
      boolean overlap =
          mine.changes().entrySet().stream()
              .anyMatch(
                  e ->
                      !current.field(e.getKey()).equals(BASE.field(e.getKey()))
                          && !current.field(e.getKey()).equals(e.getValue()));
      assertThat(conflicts(mine).isEmpty())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(!overlap);
    }
  }

  private static Edit randomEdit(Random random, List<String> fields) {
    String field = fields.get(random.nextInt(fields.size()));
    return random.nextInt(4) == 0
        ? clear(field)
        : set(field, List.of("A", "B", "C").get(random.nextInt(3)));
  }
}
