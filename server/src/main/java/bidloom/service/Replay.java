package bidloom.service;

import bidloom.domain.Bid;
import bidloom.domain.FieldChange;
import bidloom.domain.Revision;
import bidloom.service.Verification.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Does a bid's changes again, one revision after the other. It stops for good where a revision is
 * missing, can't be read or does not follow on the one before.
 */
final class Replay {
  private final String bid;
  private final Findings findings;
  private final Map<String, Object> fields = new TreeMap<>();
  private Instant created = Instant.EPOCH;
  private Instant updated = Instant.EPOCH;
  private long version;
  private boolean stopped;

  Replay(String bid, Findings findings) {
    this.bid = bid;
    this.findings = findings;
  }

  /** How far it came. */
  long version() {
    return version;
  }

  /** Does the next revision; without one this is the end. */
  void next(Optional<Revision> next) {
    stopped |= next.isEmpty();
    next.filter(revision -> !stopped).ifPresent(this::apply);
  }

  private void apply(Revision revision) {
    findings.looked(Check.REPLAY);
    for (FieldChange change : revision.changes()) {
      Optional<Object> now = Optional.ofNullable(fields.get(change.field()));
      if (!now.equals(change.before())) {
        String what = "revision %d, %s before".formatted(revision.version(), change.field());
        differs(what, now, change.before());
        stopped = true;
        return;
      }
      change
          .after()
          .ifPresentOrElse(
              value -> fields.put(change.field(), value), () -> fields.remove(change.field()));
    }
    version = revision.version();
    created = version == 1 ? revision.at() : created;
    updated = revision.at();
  }

  /** Compares what came out with the row, field by field. */
  void compare(Bid row) {
    Map<String, Object> found = new TreeMap<>(row.fields());
    found.put(Bid.STATUS, row.status().wireName());
    TreeSet<String> names = new TreeSet<>(fields.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      compare(name, Optional.ofNullable(fields.get(name)), Optional.ofNullable(found.get(name)));
    }
    compare("created_at", Optional.of(created), Optional.of(row.createdAt()));
    if (version > 1) {
      compare("updated_at", Optional.of(updated), Optional.of(row.updatedAt()));
    }
  }

  private void compare(String field, Optional<?> expected, Optional<?> found) {
    if (!expected.equals(found)) {
      differs(field + " of the row", expected, found);
    }
  }

  private void differs(String what, Optional<?> expected, Optional<?> found) {
    findings.add(Check.REPLAY, Subject.bid(bid), what, shown(expected), shown(found));
  }

  private static String shown(Optional<?> value) {
    return value.map(String::valueOf).orElse("no value");
  }
}
