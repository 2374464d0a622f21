package bidloom.log;

import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.protocol.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Revisions as frames, whose id is the version. A frame is bounded: a value that is large, and the
 * notice itself always, is left out, and {@code omitted} says so.
 */
final class RevisionFrames {
  /** The most characters of a value, as JSON. */
  private static final int LARGE = 20_000;

  private RevisionFrames() {}

  static Frame of(Revision revision) {
    Map<String, Object> data = new TreeMap<>();
    data.put("version", revision.version());
    data.put("at", revision.at().toString());
    data.put("actor", revision.actor().text());
    data.put("reason", revision.reason());
    data.put("changes", revision.changes().stream().map(RevisionFrames::change).toList());
    revision.changes().stream()
        .filter(change -> change.field().equals(Bid.STATUS))
        .findFirst()
        .flatMap(FieldChange::after)
        .ifPresent(status -> data.put("status", status));
    return Frame.unlogged("revision", data).numbered(revision.version());
  }

  private static Map<String, Object> change(FieldChange change) {
    boolean tooLarge =
        change.field().equals(BidField.RAW_INPUT.wireName())
            || large(change.before())
            || large(change.after());
    return tooLarge ? change.membersOmitted() : change.members();
  }

  private static boolean large(Optional<Object> value) {
    return value.filter(some -> Json.write(some).length() > LARGE).isPresent();
  }
}
