package bidloom.service;

import bidloom.domain.Actor;
import bidloom.domain.Bid;
import bidloom.domain.BidField;
import bidloom.domain.BidId;
import bidloom.domain.BidStatus;
import bidloom.domain.Duplicate;
import bidloom.domain.Edit;
import bidloom.domain.Merge;
import bidloom.domain.Notice;
import bidloom.domain.RawInput;
import bidloom.domain.Refusal;
import bidloom.domain.RequirementField;
import bidloom.domain.Requirements;
import bidloom.domain.Revision;
import bidloom.domain.Run;
import bidloom.intake.Intake;
import bidloom.store.Database;
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
  public record Created(Bid bid, List<Duplicate> duplicates) {}

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
  public Work<Created> create(Edit fields, Actor actor) {
    return create(fields, Requirements.NONE, actor);
  }

  private Work<Created> create(Edit fields, Requirements hints, Actor actor) {
    if (fields.changes().getOrDefault("title", Optional.empty()).isEmpty()
        && fields.changes().getOrDefault("rawInput", Optional.empty()).isEmpty()) {
      throw new Refusal.Invalid("/title", "A bid needs a title, or a rawInput to find it in.");
    }
    return Work.of(
        database,
        tx -> {
          Bid empty =
              new Bid(new BidId(ids.get()), 0, BidStatus.DRAFT, Map.of(), tx.now(), tx.now());
          Bid bid = empty.changed(fields, BidStatus.DRAFT, tx.now());
          tables.bids().insert(tx, bid, actor, "created");
          return new Created(bid, Lists.duplicates(tx, tables, bid, hints));
        });
  }

  /**
   * Creates a draft from a notice or document, kept as it is in {@code rawInput}; its title and
   * buyer are read from it at once.
   */
  public Work<Created> createFrom(byte[] document, Optional<String> source, Actor actor) {
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
    return create(Edit.setting(fields), notice.requirements(), actor);
  }

  public View get(BidId id) {
    return database.read(tx -> tables.view(tx, tables.bid(tx, id)));
  }

  /** The notice that a bid was made from, read again; empty where it was made without one. */
  public Optional<Notice> notice(BidId id) {
    return document(id).map(document -> Intake.read(document).getFirst());
  }

  /** That notice as the document that came in. */
  public Optional<byte[]> document(BidId id) {
    return get(id).bid().text(BidField.RAW_INPUT).map(RawInput::decode);
  }

  /** The bid as the transactions that this is made one with have left it. */
  public Work<View> look(BidId id) {
    return Work.of(database, tx -> tables.view(tx, tables.bid(tx, id)));
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
          List<Revision> since = tables.revisionsSince(tx, current, baseVersion);
          Merge merge = Merge.merge(current, since, edit);
          Edit merged =
              switch (merge) {
                case Merge.Clean(Edit clean)
                    when since.isEmpty() || onConflict == OnConflict.MERGE ->
                    clean;
                default -> throw Tables.conflict(current, baseVersion, since, merge);
              };
          boolean changes = !merged.against(current.fields()).isEmpty();
          Bid after =
              changes
                  ? tables.step(tx, current, merged, current.status(), actor, "edited")
                  : current;
          View view = tables.view(tx, after);
          Optional<Run> stale =
              view.activeRun().filter(run -> !run.base().changedOn(after).isEmpty());
          return new Edited(view, since.stream().map(Revision::version).toList(), stale);
        });
  }
}
