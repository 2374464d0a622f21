package bidloom.bench.torture;

import bidloom.domain.Bid;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All revisions of a bid, oldest first, and the bid as it is. */
record Chain(Bid bid, List<Revision> revisions) {
  /** The revision that leads to a version. */
  Optional<Revision> to(long version) {
    return version >= 1 && version <= revisions.size()
        ? Optional.of(revisions.get((int) version - 1))
        : Optional.empty();
  }

  /** The fields, the status among them, as a version had them. */
  Map<String, Object> at(long version) {
    Map<String, Object> fields = new TreeMap<>();
    for (Revision revision : revisions) {
      if (revision.version() <= version) {
        for (FieldChange change : revision.changes()) {
          change
              .after()
              .ifPresentOrElse(
                  value -> fields.put(change.field(), value), () -> fields.remove(change.field()));
        }
      }
    }
    return fields;
  }

  /** The row as the revisions have it. */
  Map<String, Object> row() {
    Map<String, Object> row = new HashMap<>(bid.fields());
    row.put(Bid.STATUS, bid.status().wireName());
    return row;
  }
}
