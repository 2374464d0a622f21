package bidloom.bench.torture;

import java.util.List;

/**
 * A guard of the product, and how to take it away: in a copy of one source file, never in the
 * product.
 *
 * @param stage where its absence shows
 * @param faults whether it takes more than people and broken streams to show it
 * @param file the source, from the server's source folder
 */
record Guard(String name, String stage, boolean faults, String file, List<Cut> cuts) {
  /** A text that is there, and what comes in its place. */
  record Cut(String find, String replace) {}

  static final List<Guard> ALL =
      List.of(
          guard(
              "version-check",
              "service/Bids.java",
              new Cut(
                  "Merge merge = Merge.merge(current, since, edit);",
                  "Merge merge = new Merge.Clean(edit);"),
              new Cut("when since.isEmpty() || onConflict == OnConflict.MERGE", "when true")),
          guard(
              "input-check",
              "domain/Run.java",
              new Cut("return reads.stream()", "return java.util.stream.Stream.<String>empty()")),
          guard(
              "peoples-values",
              "service/Outcomes.java",
              new Cut(
                  "Set<String> kept = heldByPeople(tx, run, bid, result);",
                  "Set<String> kept = heldByPeople(tx, run, bid, result); kept = Set.of();"),
              new Cut(
                  "return changed.isEmpty()\n",
                  "return changed.isEmpty() || run.kind() == RunKind.EXTRACTION\n")),
          guard(
              "proposal",
              "service/Endings.java",
              new Cut("RunState.STALE, Optional.of(proposal)", "RunState.STALE, Optional.empty()")),
          guard(
              "checkpoint",
              "service/Outcomes.java",
              new Cut(
                  "if (tables.checkpoints().insert(tx, checkpoint)) {",
                  "if (fence.epoch() > 0) {")),
          guard(
              "revision",
              "store/BidStore.java",
              new Cut(
                  "RevisionStore.insert(\n        tx, new Revision(after.id()",
                  "if (after.version() % 7 != 0) RevisionStore.insert(\n        tx, new Revision(after.id()")),
          guard(
              "cursor",
              "log/Tail.java",
              new Cut("Math.max(0, cursor - oldest)", "Math.max(0, cursor - oldest - 1)")),
          new Guard(
              "reaper",
              "sqlite",
              true,
              "work/Worker.java",
              List.of(
                  new Cut(
                      "closing ? List.of() : outcomes.takeOver(owner, TAKEN_AT_ONCE)",
                      "List.of()"))),
          new Guard(
              "epoch",
              "postgres",
              true,
              "store/RunStore.java",
              List.of(
                  new Cut(
                      "SET epoch = epoch WHERE id = ? AND epoch = ?",
                      "SET epoch = epoch WHERE id = ? AND epoch >= ?"),
                  new Cut(
                      "WHERE id = ? AND epoch = ? AND state = 'running' RETURNING last_seq",
                      "WHERE id = ? AND epoch >= ? AND state = 'running' RETURNING last_seq"))));

  private static Guard guard(String name, String file, Cut... cuts) {
    return new Guard(name, "sqlite", false, file, List.of(cuts));
  }

  static Guard named(String name) {
    return ALL.stream()
        .filter(guard -> guard.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no guard '%s' to take away: %s"
                        .formatted(name, ALL.stream().map(Guard::name).toList())));
  }
}
