package bidloom.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The three-way merge of a write that was made from an older version (guarantee G1). The unit is
 * the field: base is its value at the writer's version, theirs the current one, yours the new one.
 */
public sealed interface Merge {
  /** The fields that stand in the way. */
  List<Conflict> conflicts();

  /** No field of the write has another value than the writer saw: it applies as it is. */
  record Clean(Edit edit) implements Merge {
    @Override
    public List<Conflict> conflicts() {
      return List.of();
    }
  }

  /** Some fields were changed to something else meanwhile. Never empty. */
  record Overlap(List<Conflict> conflicts) implements Merge {}

  /** A field that both sides changed, and the last one who did. */
  record Conflict(
      String field,
      Optional<Object> base,
      Optional<Object> yours,
      Optional<Object> theirs,
      Revision theirRevision) {}

  /**
   * Merges an edit.
   *
   * @param current the bid now
   * @param since every revision after the writer's version, oldest first
   */
  static Merge merge(Bid current, List<Revision> since, Edit edit) {
    Map<String, Touched> touched = touched(since);
    SortedMap<String, Optional<Object>> clean = new TreeMap<>();
    List<Conflict> conflicts = new ArrayList<>();
    edit.changes()
        .forEach(
            (field, yours) -> {
              Optional<Object> theirs = current.field(field);
              Touched change = touched.get(field);
              if (change == null || theirs.equals(change.base) || theirs.equals(yours)) {
                clean.put(field, yours);
              } else {
                conflicts.add(new Conflict(field, change.base, yours, theirs, change.last));
              }
            });
    return conflicts.isEmpty() ? new Clean(new Edit(clean)) : new Overlap(List.copyOf(conflicts));
  }

  /** A field's value before the first of some revisions, and the last revision that changed it. */
  record Touched(Optional<Object> base, Revision last) {}

  /** What a row of revisions, oldest first, changed. */
  static Map<String, Touched> touched(List<Revision> since) {
    Map<String, Touched> touched = new LinkedHashMap<>();
    for (Revision revision : since) {
      for (FieldChange change : revision.changes()) {
        touched.merge(
            change.field(),
            new Touched(change.before(), revision),
            (first, now) -> new Touched(first.base, now.last));
      }
    }
    return touched;
  }
}
