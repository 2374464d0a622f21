package bidloom.service;

import bidloom.domain.FieldChange;
import bidloom.domain.Merge;
import bidloom.domain.Refusal;
import bidloom.domain.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A conflict as a person can act on it, in one shape for edits (a problem) and for runs (an event):
 * {@code {baseVersion, currentVersion, retryable, changedBy: [{version, actor, at, reason, changes:
 * [{field, before, after}]}], fields: [{field, base, yours, theirs, by, at, version}]}}. An absent
 * value is an empty field. A long value is left out of {@code changedBy}, which then says {@code
 * omitted}.
 */
public final class ConflictReport {
  private static final int LONGEST_VALUE = 2000;

  private ConflictReport() {}

  /** An edit that was refused. */
  public static Map<String, Object> of(Refusal.Conflict.Details details) {
    List<Map<String, Object>> fields = new ArrayList<>();
    for (Merge.Conflict conflict : details.fields()) {
      Map<String, Object> field = new TreeMap<>();
      field.put("field", conflict.field());
      put(field, "base", conflict.base());
      put(field, "yours", conflict.yours());
      put(field, "theirs", conflict.theirs());
      by(field, conflict.theirRevision());
      fields.add(field);
    }
    return report(details.baseVersion(), details.current().version(), details.since(), fields);
  }

  /**
   * A result that was not applied.
   *
   * @param changed the inputs that changed: before is what the run read
   * @param since every revision after the run read the bid, oldest first
   */
  static Map<String, Object> of(
      long baseVersion,
      long currentVersion,
      Collection<FieldChange> changed,
      List<Revision> since) {
    Map<String, Merge.Touched> touched = Merge.touched(since);
    List<Map<String, Object>> fields = new ArrayList<>();
    for (FieldChange change : changed) {
      Map<String, Object> field = new TreeMap<>();
      field.put("field", change.field());
      put(field, "base", change.before());
      put(field, "theirs", change.after());
      Optional.ofNullable(touched.get(change.field())).ifPresent(by -> by(field, by.last()));
      fields.add(field);
    }
    return report(baseVersion, currentVersion, since, fields);
  }

  private static Map<String, Object> report(
      long base, long current, List<Revision> since, List<Map<String, Object>> fields) {
    Map<String, Object> report = new TreeMap<>();
    report.put("baseVersion", base);
    report.put("currentVersion", current);
    report.put("retryable", true);
    report.put("changedBy", since.stream().map(ConflictReport::changedBy).toList());
    report.put("fields", fields);
    return report;
  }

  private static Map<String, Object> changedBy(Revision revision) {
    return Map.of(
        "version",
        revision.version(),
        "actor",
        revision.actor().text(),
        "at",
        revision.at().toString(),
        "reason",
        revision.reason(),
        "changes",
        revision.changes().stream().map(ConflictReport::change).toList());
  }

  private static Map<String, Object> change(FieldChange change) {
    boolean large = isLong(change.before()) || isLong(change.after());
    return large ? change.membersOmitted() : change.members();
  }

  private static boolean isLong(Optional<Object> value) {
    return value.filter(present -> present.toString().length() > LONGEST_VALUE).isPresent();
  }

  private static void by(Map<String, Object> field, Revision revision) {
    field.put("by", revision.actor().text());
    field.put("at", revision.at().toString());
    field.put("version", revision.version());
  }

  private static void put(Map<String, Object> object, String member, Optional<Object> value) {
    value.ifPresent(present -> object.put(member, present));
  }
}
