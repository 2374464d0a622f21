package bidloom.bench.torture;

import bidloom.domain.Bid;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All revisions of a bid, oldest first, and the bid as it is. */
record Chain(Bid bid, List<Revision> revisions) {
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
}
