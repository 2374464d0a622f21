package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Edit;
import bidloom.domain.Merge;
import bidloom.domain.Notice;
import bidloom.domain.RawInput;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.intake.Intake;
import bidloom.store.Database;
import bidloom.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What people and programs do with bids. Each call is one transaction. */
public final class Bids {
  /** The most bids or revisions on one page. */
  public static final int MAX_PAGE = 200;

  private final Database database;
  private final Tables tables;
  private final Supplier<String> ids;

  public Bids(Database database, Tables tables, Supplier<String> ids) {
    this.database = database;
    this.tables = tables;
    this.ids = ids;
  }

  /** A bid with the run that is active on it. */
  public record View(Bid bid, Optional<Run> activeRun) {}

  /** A new bid, and what looks like the same tender. */
  public record Created(Bid bid, List<Map<String, Object>> duplicates) {}

  /**
   * A bid after an edit.
   *
   * @param mergedOver the versions, newer than the editor's, that the edit was merged over
   * @param goingStale the active run that reads a field of the edit and so will not be applied
   */
  public record Edited(View view, List<Long> mergedOver, Optional<Run> goingStale) {}

  /** How an edit that was made from an older version is taken. */
  public enum OnConflict {
    REFUSE,
    MERGE
  }

  /** Creates a draft from fields; a bid without a title is refused. */
  public Created create(Edit fields, Actor actor) {
    if (fields.changes().getOrDefault("title", Optional.empty()).isEmpty()
        && fields.changes().getOrDefault("rawInput", Optional.empty()).isEmpty()) {
      throw new Refusal.Invalid("/title", "A bid needs a title, or a rawInput to find it in.");
    }
    return database.write(
        tx -> {
          Bid empty =
              new Bid(new BidId(ids.get()), 0, BidStatus.DRAFT, Map.of(), tx.now(), tx.now());
          Bid bid = empty.changed(fields, BidStatus.DRAFT, tx.now());
          tables.bids().insert(tx, bid, actor, "created");
          return new Created(bid, duplicates(tx, bid));
        });
  }

  /**
   * Creates a draft from a notice or document, kept as it is in {@code rawInput}; its title and
   * buyer are read from it at once.
   */
  public Created createFrom(byte[] document, Optional<String> source, Actor actor) {
    Notice notice = Intake.read(document).getFirst();
    Map<String, Object> fields = new TreeMap<>();
    fields.put(BidField.RAW_INPUT.wireName(), RawInput.encode(document));
    fields.put(BidField.INPUT_TYPE.wireName(), notice.format());
    source.ifPresent(text -> fields.put(BidField.SOURCE.wireName(), text));
    notice
        .requirements()
        .text(RequirementField.TITLE)
        .ifPresent(text -> fields.put(BidField.TITLE.wireName(), text));
    notice
        .requirements()
        .text(RequirementField.CUSTOMER_NAME)
        .ifPresent(text -> fields.put(BidField.CUSTOMER_NAME.wireName(), text));
    return create(Edit.setting(fields), actor);
  }

  public View get(BidId id) {
    return database.read(tx -> view(tx, tables.bid(tx, id)));
  }

  /** A page of bids, the last changed first, before a position. */
  public List<View> list(
      Optional<BidStatus> status, Instant beforeTime, String beforeId, int limit) {
    int bounded = Math.clamp(limit, 1, MAX_PAGE);
    return database.read(
        tx ->
            tables.bids().newest(tx, status, beforeTime, beforeId, bounded).stream()
                .map(bid -> view(tx, bid))
                .toList());
  }

  /** A page of revisions before a version, newest first. */
  public List<Revision> history(BidId id, long beforeVersion, int limit) {
    return database.read(
        tx -> {
          tables.requireBid(tx, id);
          return tables.revisions().before(tx, id, beforeVersion, Math.clamp(limit, 1, MAX_PAGE));
        });
  }

  /**
   * Edits fields (guarantee G1): applied on the version it was made from, merged over newer ones
   * where that is asked for and no field of it has changed, refused otherwise.
   *
   * @throws Refusal.Conflict with all that a person needs to decide; nothing was written
   */
  public Edited edit(BidId id, long baseVersion, Edit edit, OnConflict onConflict, Actor actor) {
    return database.write(
        tx -> {
          Bid current = tables.lockedBid(tx, id);
          List<Revision> since = since(tx, current, baseVersion);
          Merge merge = Merge.merge(current, since, edit);
          Edit merged =
              switch (merge) {
                case Merge.Clean(Edit clean)
                    when since.isEmpty() || onConflict == OnConflict.MERGE ->
                    clean;
                default -> throw conflict(current, baseVersion, since, merge);
              };
          boolean changes = !merged.against(current.fields()).isEmpty();
          Bid after =
              changes
                  ? tables.step(tx, current, merged, current.status(), actor, "edited")
                  : current;
          View view = view(tx, after);
          Optional<Run> stale =
              view.activeRun().filter(run -> !run.base().changedOn(after).isEmpty());
          return new Edited(view, since.stream().map(Revision::version).toList(), stale);
        });
  }

  private List<Revision> since(Tx tx, Bid current, long baseVersion) {
    if (baseVersion > current.version() || baseVersion < 1) {
      throw new Refusal.Conflict(
          new Refusal.Conflict.Details(baseVersion, current, List.of(), List.of()));
    }
    return tables.revisions().since(tx, current.id(), baseVersion);
  }

  static Refusal.Conflict conflict(
      Bid current, long baseVersion, List<Revision> since, Merge merge) {
    return new Refusal.Conflict(
        new Refusal.Conflict.Details(baseVersion, current, since, merge.conflicts()));
  }

  private View view(Tx tx, Bid bid) {
    return new View(
        bid, bid.status().running() ? tables.runs().active(tx, bid.id()) : Optional.empty());
  }

  private List<Map<String, Object>> duplicates(Tx tx, Bid bid) {
    return bid.text(BidField.TITLE)
        .map(title -> tables.bids().sameTitle(tx, bid.id(), title))
        .orElse(List.of());
  }
}
